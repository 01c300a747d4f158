/** Somebody at home opened an invitation: /pair#CODE. */

import { useEffect, useState } from "preact/hooks";
import { takePairing } from "../kernel/pairing";
import { alone } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { carriedCode, dropCode, wasAgreed } from "./carried-code";
import { HandoverSteps } from "./handover-steps";
import { usePairing } from "./use-pairing";

export default function InvitedScreen() {
	const [code] = useState(carriedCode);
	const open = usePairing();
	const goOn = useGoOn();
	useEffect(() => {
		if (!open && !code) goOn(alone.value ? "/people/connect" : "/people", true);
	}, []);
	return (
		<Page title={m.connect_title()} back="/people">
			{open ? <HandoverSteps /> : code && <Invitation code={code} />}
		</Page>
	);
}

function Invitation({ code }: { readonly code: string }) {
	const { busy, trouble, run } = useAct();
	const accept = () => run(() => takePairing(code)).then((taken) => taken && dropCode());
	useEffect(() => {
		if (wasAgreed(code)) void accept();
	}, []);
	return (
		<section class="card stack">
			<div>
				<h2>{m.invited_title()}</h2>
				<p class="lead">{m.invited_lead()}</p>
			</div>
			<Trouble>{trouble}</Trouble>
			<Button look="main" wide busy={busy} onClick={accept}>
				{m.connect()}
			</Button>
			<ButtonLink href="/" wide>
				{m.not_now()}
			</ButtonLink>
		</section>
	);
}
