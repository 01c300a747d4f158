/** How reflections read in the tray and in an export. */

import { m } from "../../paraglide/messages.js";
import { feelingWord } from "../../ui/feelings";
import { namedLines } from "../../ui/named-lines";
import type { Face } from "../../ui/record-face";
import { joined } from "../../ui/when";
import { actWord } from "./acts";
import { REFLECTIONS } from "./kinds";
import { needWord } from "./needs";
import { readReflection } from "./words";

const face: Face = {
	kinds: {
		[REFLECTIONS.name]: {
			name: m.kind_reflection,
			lines: (words) => {
				const said = readReflection(words);
				if (!said) return [];
				const { feelings, when, need, act, sentence } = said;
				return [
					...namedLines(m.reflection_sentence_label(), sentence),
					...namedLines(m.feelings(), joined(feelings.map(feelingWord))),
					...namedLines(m.reflection_happened_short(), when),
					...namedLines(m.reflection_need_short(), needWord(need)),
					...namedLines(m.reflection_act_short(), act ? actWord(act) : ""),
				];
			},
			heading: m.export_reflections,
		},
	},
};

export default face;
