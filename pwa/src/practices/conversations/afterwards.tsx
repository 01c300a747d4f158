/** What a conversation may become; nothing of it is done by itself. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { carry } from "../../ui/carried";
import { useGoOn } from "../../ui/go-on";

/** @param takeaway - what is taken away, which a topic for later gets */
export function Afterwards({ takeaway }: { readonly takeaway: string }) {
	const goOn = useGoOn();
	if (alone.value) return null;
	const keepForLater = (): void => {
		carry(takeaway);
		goOn("/topics/new");
	};
	return (
		<div class="btns">
			<ButtonLink href="/wins">{m.conversation_to_win()}</ButtonLink>
			<Button onClick={keepForLater}>{m.conversation_to_later()}</Button>
		</div>
	);
}
