/** Conversations as rows that lead to them, newest first. */

import { computed } from "@preact/signals";
import { minute } from "../../kernel/store/clock";
import { madeAt } from "../../kernel/store/ids";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { longDate } from "../../ui/when";
import { type OwnConversation, ownConversations } from "./own";

export interface Entry {
	readonly id: string;
	readonly line: string;
	readonly href: string;
	/** On one phone: that it is there. */
	readonly where: string;
}

/** Those on this phone that nobody has ended. */
export const unfinishedHere = computed(() => ownConversations.value.filter(({ over }) => !over).map(onThisPhone));

export function onThisPhone({ id, line }: OwnConversation): Entry {
	return { id, line, href: `/conversations/here/${id}`, where: m.conversation_one_phone() };
}

export function Rows({ all }: { readonly all: readonly Entry[] }) {
	return (
		<ul class="rows">
			{all
				.toSorted((a, b) => (a.id < b.id ? 1 : -1))
				.map(({ id, line, href, where }) => (
					<li key={id}>
						<a class="row-link" href={href}>
							<span class="grow">
								<b>{line ? isolated(line) : longDate(madeAt(id), minute.value)}</b>
								{line && <span class="hint">{longDate(madeAt(id), minute.value)}</span>}
								{where && <span class="hint">{where}</span>}
							</span>
							<OnIcon size={1.25} />
						</a>
					</li>
				))}
		</ul>
	);
}
