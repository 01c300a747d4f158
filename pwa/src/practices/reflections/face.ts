/** How reflections read in the tray and in an export. */

import { m } from "../../paraglide/messages.js";
import { feelingWord } from "../../ui/feelings";
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
				const lines = [sentence, joined(feelings.map(feelingWord)), when, needWord(need), act ? actWord(act) : ""];
				return lines.filter((line) => line !== "");
			},
			heading: m.export_reflections,
		},
	},
};

export default face;
