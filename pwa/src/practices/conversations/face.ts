/** How conversations read in the tray and in an export. */

import type { Exported } from "../../kernel/store/exporting";
import { textOf } from "../../kernel/text/text-of";
import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, OWN_CONVERSATIONS, STEPS, TAKEAWAYS } from "./kinds";
import { readOwn } from "./own-words";
import { readStep, textsOf } from "./words";

const IN_IT: readonly string[] = [STEPS.name, TAKEAWAYS.name];

const face: Face = {
	kinds: {
		[CONVERSATIONS.name]: {
			name: m.kind_conversation,
			lines: (words) => [textOf(words?.line)],
			heading: m.export_conversations,
		},
		[JOINS.name]: { name: m.kind_conversation_join },
		[BREAKS.name]: { name: m.kind_conversation_break },
		[ENDS.name]: { name: m.kind_conversation_end },
		[FORGETTINGS.name]: { name: m.kind_conversation_forgetting },
		[STEPS.name]: {
			name: m.kind_conversation_step,
			lines: (words) => textsOf(readStep(words)),
			heading: m.export_conversation_steps,
		},
		[TAKEAWAYS.name]: {
			name: m.kind_conversation_takeaway,
			lines: (words) => [textOf(words?.text)],
			heading: m.export_conversation_takeaways,
		},
		[OWN_CONVERSATIONS.name]: {
			name: m.kind_own_conversation,
			lines: (words) => {
				const { line, steps, takeaways } = readOwn(words);
				return [line, ...steps.flatMap((step) => textsOf(step.words)), takeaways.mine].filter((one) => one !== "");
			},
			heading: m.export_own_conversations,
		},
	},
	gathered: async (records) => records.filter((record) => isHeld(record, records)).map(withoutTerms),
};

export default face;

/** What a conversation is about goes along with what I said in it: an invitation alone would tell that nobody joined. */
function isHeld({ kind, id, words }: Exported, all: readonly Exported[]): boolean {
	if (kind !== CONVERSATIONS.name) return true;
	const isOfIt = (one: Exported) => IN_IT.includes(one.kind) && one.id.startsWith(`${id}/`);
	return textOf(words?.line) !== "" && all.some(isOfIt);
}

/** How it is held is what the two agreed on, and no copy is there to prove a yes. */
function withoutTerms(record: Exported): Exported {
	return record.kind === CONVERSATIONS.name ? { ...record, signals: {} } : record;
}
