import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a conversation that is not on this phone any more. */
export function Gone() {
	return (
		<Page title={m.conversation_gone()} back="/conversations">
			<ButtonLink href="/conversations">{m.conversations()}</ButtonLink>
		</Page>
	);
}
