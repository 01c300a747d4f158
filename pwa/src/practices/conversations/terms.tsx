/** How a conversation is held, before it begins. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { usePartner } from "../../ui/names";
import type { Conversation } from "./conversation";
import "./conversations.css";

type TermsOf = Pick<Conversation, "line" | "mode" | "keeps" | "turn_seconds" | "mine_first">;

export function Terms({ conversation }: { readonly conversation: TermsOf }) {
	const { start: name } = usePartner();
	const { line, mode, keeps, turn_seconds, mine_first } = conversation;
	const length = m.minutes({ count: Math.round(turn_seconds / 60) });
	return (
		<section class="card stack-tight">
			{line && (
				<p class="turn-words" dir="auto">
					{isolated(line)}
				</p>
			)}
			<p>{mine_first ? m.conversation_terms_first_you() : m.conversation_terms_first_they({ name })}</p>
			<p>{mode === "spoken" ? m.conversation_terms_spoken({ length }) : m.conversation_terms_written({ length })}</p>
			<p>{keeps ? m.conversation_terms_kept() : m.conversation_terms_forgotten()}</p>
		</section>
	);
}
