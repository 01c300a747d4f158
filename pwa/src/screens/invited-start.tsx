/** A new person opened an invitation: they read what it is, then start and connect with one tap. */

import { useEffect, useState } from "preact/hooks";
import { fetchEarly } from "../kernel/browser/parts";
import { start } from "../kernel/identity/account";
import type { Found } from "../kernel/identity/handover-shown";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Mark } from "../ui/mark";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { agreeToCode, carriedCode, lookedUp } from "./carried-code";
import { homePart } from "./home-part";
import { InvitationFacts, invitationTitle, useLooking } from "./invitation";
import { useReplacing } from "./replace";

export default function InvitedStart() {
	const [code] = useState(carriedCode);
	const looking = useLooking(code, code === null ? null : lookedUp(code));
	const goOn = useGoOn();
	const { found, trouble, busy, look } = looking;
	const { step, arrive } = useReplacing(looking);
	useEffect(() => {
		if (!code) goOn("/code", true);
		else if (found?.purpose === "device") goOn("/move", true);
	}, [found]);
	if (step) return <Page title={invitationTitle(looking)}>{step}</Page>;
	return (
		<div class="door invited">
			<div class="door-mark">
				<Mark size={3.5} />
			</div>
			<div class="stack" aria-live="polite">
				<h1 class="invitation-title">{invitationTitle(looking)}</h1>
				<InvitationFacts {...looking} />
			</div>
			<div class="door-acts">
				<Trouble>{trouble}</Trouble>
				{code && found ? (
					<Button look="main" wide busy={busy} onClick={() => arrive((agreed) => startFor(code, found, agreed))}>
						{m.start_and_connect()}
					</Button>
				) : (
					<Button look="main" wide busy={busy} onClick={look}>
						{m.try_again()}
					</Button>
				)}
				{trouble !== null && !found && (
					<ButtonLink href="/code" look="plain" wide>
						{m.start_have_code()}
					</ButtonLink>
				)}
				<ButtonLink href="/" look="plain" wide>
					{m.not_now()}
				</ButtonLink>
				<ButtonLink href="/operator" look="plain" wide>
					{m.operator_title()}
				</ButtonLink>
			</div>
		</div>
	);
}

/** Connecting continues at this address, once there is an account. */
async function startFor(code: string, found: Found, agreed: boolean): Promise<void> {
	agreeToCode(code, found);
	fetchEarly(homePart);
	await start(agreed, { partner: code });
}
