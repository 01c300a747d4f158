/** How check-ins read in the tray and in an export. */

import type { Exported } from "../../kernel/store/exporting";
import { textsIn } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import { moodWord } from "../../ui/faces";
import { feelingWord } from "../../ui/feelings";
import { levelOf } from "../../ui/level";
import { namedLines } from "../../ui/named-lines";
import type { Face } from "../../ui/record-face";
import { fullDate, joined } from "../../ui/when";
import { CHECK_INS } from "./kinds";
import { readCheckIn } from "./words";

const face: Face = {
	kinds: {
		[CHECK_INS.name]: {
			name: m.kind_check_in,
			lines: (words) => [...faceWord(words?.mood), ...textsIn(words)],
			heading: m.export_check_ins,
			exported,
			dated,
		},
	},
};

export default face;

function faceWord(mood: unknown): readonly string[] {
	const known = levelOf(mood);
	return known ? [moodWord(known)] : [];
}

function exported({ words }: Exported): readonly string[] {
	const said = readCheckIn(words);
	if (!said) return textsIn(words);
	const level = (name: string, value: number | null): readonly string[] =>
		namedLines(name, value === null ? "" : m.of_five({ value }));
	return [
		moodWord(said.mood),
		...level(m.closeness(), said.closeness),
		...level(m.energy(), said.energy),
		joined(said.feelings.map(feelingWord)),
		said.note,
	];
}

/** Of a check-in added on a later day, the day that it is about. */
function dated({ made, words }: Exported): string | null {
	return readCheckIn(words)?.added_later ? m.check_in_added_later({ when: fullDate(made) }) : null;
}
