import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a ritual or a time that is not on this phone, or has ended. */
export function Gone() {
	return (
		<Page title={m.ritual_gone()} back="/time" lead={m.ritual_gone_lead()}>
			<ButtonLink href="/time">{m.place_time()}</ButtonLink>
		</Page>
	);
}
