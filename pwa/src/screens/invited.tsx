/** A person with an account opened an invitation: /pair#CODE. */

import { useEffect, useState } from "preact/hooks";
import { takePairing } from "../kernel/identity/pairing";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { carriedCode, dropCode, lookedUp, wasAgreed } from "./carried-code";
import { HandoverSteps } from "./handover-steps";
import { InvitationFacts, invitationTitle, useLooking } from "./invitation";
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
	const looking = useLooking(code, lookedUp(code));
	const { found, busy, trouble, run, look } = looking;
	const accept = () => run(() => takePairing(code)).then((taken) => taken && dropCode());
	useEffect(() => {
		if (wasAgreed(code)) void accept();
	}, []);
	return (
		<section class="card stack">
			<div class="stack-tight" aria-live="polite">
				<h2 class="invitation-title">{invitationTitle(looking)}</h2>
				<InvitationFacts {...looking} />
			</div>
			<Trouble>{trouble}</Trouble>
			<Button look="main" wide busy={busy} onClick={found ? accept : look}>
				{found ? m.connect() : m.try_again()}
			</Button>
			<ButtonLink href="/" wide>
				{m.not_now()}
			</ButtonLink>
		</section>
	);
}
