/** How reflections read in the tray and in an export. */

import type { Words } from "../../kernel/crypto/seal";
import { withoutCopies } from "../../kernel/store/kept-kind";
import { m } from "../../paraglide/messages.js";
import { feelingWord } from "../../ui/feelings";
import { namedLines } from "../../ui/named-lines";
import type { Face } from "../../ui/record-face";
import { joined } from "../../ui/when";
import { actWord } from "./acts";
import { REFLECTIONS } from "./kinds";
import { needWord } from "./needs";
import { readReflection, sharedOf } from "./words";

const face: Face = {
	kinds: {
		[REFLECTIONS.name]: {
			name: m.kind_reflection,
			lines: (words) => linesOf(words, m.reflection_sentence_label()),
			exported: ({ words, partly_shared }) =>
				linesOf(words, partly_shared ? m.reflection_sentence_shared() : m.reflection_sentence_label()),
			heading: m.export_reflections,
		},
	},
	gathered: async (records) => withoutCopies(records, REFLECTIONS, ({ sentence = null }) => sharedOf({ sentence })),
};

export default face;

function linesOf(words: Words | null, sentenceLabel: string): readonly string[] {
	const said = readReflection(words);
	if (!said) return [];
	const { feelings, when, need, act, sentence } = said;
	return [
		...namedLines(sentenceLabel, sentence),
		...namedLines(m.feelings(), joined(feelings.map(feelingWord))),
		...namedLines(m.reflection_happened_short(), when),
		...namedLines(m.reflection_need_short(), needWord(need)),
		...namedLines(m.reflection_act_short(), act ? actWord(act) : ""),
	];
}
