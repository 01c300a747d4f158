/** How conversations read in the tray and in an export. */

import type { Exported } from "../../kernel/store/exporting";
import { textOf } from "../../kernel/text/text-of";
import { m } from "../../paraglide/messages.js";
import { namedLines } from "../../ui/named-lines";
import type { Face } from "../../ui/record-face";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, OWN_CONVERSATIONS, STEPS, TAKEAWAYS } from "./kinds";
import { readOwn } from "./own-words";
import { readSays, readStep, type Says, type StepWords } from "./words";

const IN_IT: readonly string[] = [STEPS.name, TAKEAWAYS.name];

const face: Face = {
	kinds: {
		[CONVERSATIONS.name]: {
			name: m.kind_conversation,
			lines: (words) => aboutLines(textOf(words?.line)),
			heading: m.export_conversations,
			part: (id) => ({ of: id, place: 0 }),
		},
		[JOINS.name]: { name: m.kind_conversation_join },
		[BREAKS.name]: { name: m.kind_conversation_break },
		[ENDS.name]: { name: m.kind_conversation_end },
		[FORGETTINGS.name]: { name: m.kind_conversation_forgetting },
		[STEPS.name]: {
			name: m.kind_conversation_step,
			lines: (words, { says }) => stepLines(readSays(says), readStep(words)),
			heading: m.export_conversations,
			part: (id) => ({ of: wholeOf(id), place: Number(id.split("/")[1]) }),
		},
		[TAKEAWAYS.name]: {
			name: m.kind_conversation_takeaway,
			lines: (words) => takeawayLines(textOf(words?.text)),
			heading: m.export_conversations,
			part: (id) => ({ of: wholeOf(id), place: Number.POSITIVE_INFINITY }),
		},
		[OWN_CONVERSATIONS.name]: {
			name: m.kind_own_conversation,
			lines: (words) => {
				const { line, steps, takeaways } = readOwn(words);
				const said = steps.flatMap((step) => stepLines(step.says, step.words));
				return [...aboutLines(line), ...said, ...takeawayLines(takeaways.mine)];
			},
			heading: m.export_own_conversations,
		},
	},
	gathered: async (records) => records.filter((record) => isHeld(record, records)).map(withoutTerms),
};

export default face;

function wholeOf(id: string): string {
	return id.split("/")[0] ?? id;
}

function aboutLines(line: string): readonly string[] {
	return namedLines(m.conversation_line(), line);
}

function takeawayLines(text: string): readonly string[] {
	return namedLines(m.conversation_takeaway(), text);
}

/** A turn or an answer without words was spoken aloud. */
function stepLines(says: Says | null, { text, heard, sense, more }: StepWords): readonly string[] {
	if (says === "heard") return [m.conversation_feel_heard()];
	if (says === "not_yet") return [text ? m.conversation_missing_said({ text }) : m.conversation_not_yet()];
	const said = [
		...namedLines(m.conversation_your_turn(), text),
		...namedLines(m.conversation_heard(), heard),
		...namedLines(m.conversation_sense(), sense),
		...namedLines(m.conversation_more(), more),
	];
	return said.length > 0 ? said : [m.conversation_spoken()];
}

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
