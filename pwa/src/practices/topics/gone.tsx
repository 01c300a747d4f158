import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a topic that is not on this phone any more. */
export function Gone() {
	return (
		<Page title={m.topic_gone()} back="/talk/later">
			<ButtonLink href="/talk/later">{m.topics()}</ButtonLink>
		</Page>
	);
}
