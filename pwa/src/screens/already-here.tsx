/** /move in a browser that already has an account: this phone has just joined, or the link was opened by mistake. */

import { useEffect } from "preact/hooks";
import { handover } from "../kernel/identity/handover-shown";
import { closeHandover } from "../kernel/identity/pairing";
import { m } from "../paraglide/messages.js";
import { ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Page } from "../ui/page";
import { carriedCode, dropCode } from "./carried-code";

export default function AlreadyHere() {
	const goOn = useGoOn();
	const arrived = handover.value?.purpose === "device" && handover.value.role === "taker";
	useEffect(() => {
		carriedCode();
		dropCode();
		if (arrived) void closeHandover().then(() => goOn("/", true));
	}, [arrived]);
	if (arrived) return null;
	return (
		<Page title={m.already_here()} back="/" lead={m.already_here_lead()}>
			<ButtonLink href="/">{m.place_today()}</ButtonLink>
		</Page>
	);
}
