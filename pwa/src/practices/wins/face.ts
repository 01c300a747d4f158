/** How wins and appreciations read in the tray and in an export. */

import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { APPRECIATIONS, WINS } from "./kinds";
import { appreciationWord, winWord } from "./say";
import { readAppreciation, readWin } from "./words";

const face: Face = {
	kinds: {
		[WINS.name]: {
			name: m.kind_win,
			lines: (words) => {
				const win = readWin(words);
				return win ? [winWord(win.kind), win.line] : [];
			},
			heading: m.export_wins,
		},
		[APPRECIATIONS.name]: {
			name: m.kind_appreciation,
			lines: (words) => {
				const said = readAppreciation(words);
				return said ? [appreciationWord(said.kind), said.line] : [];
			},
			heading: m.export_appreciations,
		},
	},
};

export default face;
