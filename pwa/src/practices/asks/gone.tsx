/** Shown if there is nothing here any more: the ask has ended, or the area has an open ask. */

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
