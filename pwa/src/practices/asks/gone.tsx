/** What is not there, or no longer: an ask that has ended, an area that is open already. */

import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

export function Gone() {
	return (
		<Page title={m.ask_gone()} lead={m.ask_gone_lead()}>
			<ButtonLink href="/">{m.place_today()}</ButtonLink>
		</Page>
	);
}
