/** Somebody new opened an invitation: starting and connecting in one tap. */

import { useEffect, useState } from "preact/hooks";
import { homePart } from "../home-part";
import { purposeOf } from "../kernel/pairing";
import { fetchEarly } from "../kernel/parts";
import { start } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Mark } from "../ui/mark";
import { Trouble } from "../ui/note";
import { agreeToCode, carriedCode, wasAgreed } from "./carried-code";

export default function InvitedStart() {
	const [code] = useState(carriedCode);
	const { busy, trouble, run } = useAct();
	const goOn = useGoOn();
	useEffect(() => {
		if (!code) goOn("/code", true);
		else if (wasAgreed(code)) void run(() => startFor(code));
	}, []);
	const begin = async (): Promise<void> => {
		if (!code) return;
		// nobody is made for a code that leads nowhere
		if ((await purposeOf(code)) === "device") return goOn("/move", true);
		await startFor(code);
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

/** The connecting goes on at the same address, on the other side of the door. */
async function startFor(code: string): Promise<void> {
	agreeToCode(code);
	fetchEarly(homePart);
	await start();
}
