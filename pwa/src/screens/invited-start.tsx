/** Somebody new opened an invitation: starting and connecting in one tap. */

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { purposeOf } from "../kernel/pairing";
import { start } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { Mark } from "../ui/mark";
import { Trouble } from "../ui/note";
import { agreeToCode, carriedCode } from "./carried-code";

export default function InvitedStart() {
	const [code] = useState(carriedCode);
	const { busy, trouble, run } = useAct();
	const { route } = useLocation();
	useEffect(() => {
		if (!code) route("/code", true);
	}, []);
	const begin = async (): Promise<void> => {
		// nobody is made for a code that leads nowhere
		if ((await purposeOf(code ?? "")) === "device") return route("/move", true);
		agreeToCode();
		void import("../home");
		await start();
	};
	return (
		<div class="door">
			<div class="door-mark">
				<Mark size={5} />
			</div>
			<div class="stack-tight">
				<h1>{m.invited_title()}</h1>
				<p class="soft">{m.invited_lead()}</p>
			</div>
			<div class="door-acts">
				<Trouble>{trouble}</Trouble>
				<Button look="main" wide busy={busy} onClick={() => run(begin)}>
					{m.start_and_connect()}
				</Button>
				<ButtonLink href="/" look="plain" wide>
					{m.not_now()}
				</ButtonLink>
			</div>
		</div>
	);
}
