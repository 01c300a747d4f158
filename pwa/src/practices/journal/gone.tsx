import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a page that is not on this phone, or is no longer shared. */
export function Gone() {
	return (
		<Page title={m.journal_gone()} back="/journal" lead={m.kept_gone_lead()}>
			<ButtonLink href="/journal">{m.journal()}</ButtonLink>
		</Page>
	);
}
