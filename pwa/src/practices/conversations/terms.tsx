/** How a conversation is held, before it begins. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { usePartner } from "../../ui/names";
import type { Conversation } from "./conversation";
import "./conversations.css";

type TermsOf = Pick<Conversation, "mode" | "keeps" | "turn_seconds" | "mine_first">;

export function Terms({ conversation }: { readonly conversation: TermsOf & Pick<Conversation, "line"> }) {
	const { line } = conversation;
	return (
		<section class="card stack-tight">
			{line && (
				<p class="turn-words" dir="auto">
					{isolated(line)}
				</p>
			)}
			{useTerms(conversation).map((term) => (
				<p key={term}>{term}</p>
			))}
		</section>
	);
}

/** A sentence for each: who speaks first, how long and how, and what becomes of what is written. */
export function useTerms({ mode, keeps, turn_seconds, mine_first }: TermsOf): readonly string[] {
	const { start: name } = usePartner();
	const length = m.minutes({ count: Math.round(turn_seconds / 60) });
	return [
		mine_first ? m.conversation_terms_first_you() : m.conversation_terms_first_they({ name }),
		mode === "spoken" ? m.conversation_terms_spoken({ length }) : m.conversation_terms_written({ length }),
		keeps ? m.conversation_terms_kept() : m.conversation_terms_forgotten(),
	];
}
