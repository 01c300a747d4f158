/** What a conversation may become; nothing of it is done by itself. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";

export function Afterwards() {
	if (alone.value) return null;
	return (
		<div class="btns">
			<ButtonLink href="/wins">{m.conversation_to_win()}</ButtonLink>
			<ButtonLink href="/topics/new">{m.conversation_to_later()}</ButtonLink>
		</div>
	);
}
