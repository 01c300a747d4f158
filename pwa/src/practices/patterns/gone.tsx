import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a pattern that is not on this phone, or has ended. */
export function Gone() {
	return (
		<Page title={m.pattern_gone()} back="/patterns" lead={m.pattern_gone_lead()}>
			<ButtonLink href="/patterns">{m.patterns()}</ButtonLink>
		</Page>
	);
}
