/** How patterns read in the tray and in an export. */

import { agreedAlone } from "../../kernel/accords/exported-accords";
import type { Words } from "../../kernel/crypto/seal";
import type { Exported } from "../../kernel/store/exporting";
import { whoIs } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { overLines } from "../../ui/over-lines";
import type { Face } from "../../ui/record-face";
import { clockTime, fullMoment } from "../../ui/when";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_MOMENTS, PATTERN_REFUSALS, PATTERNS } from "./kinds";
import { beganAt, patternIdOf, QUARTER } from "./moments";
import { readPattern } from "./words";

const face: Face = {
	kinds: {
		[PATTERNS.name]: {
			name: m.kind_pattern,
			lines: patternLines,
			heading: m.export_patterns,
			exported: ({ words, signals }) => [...patternLines(words), ...overLines(signals)],
		},
		[PATTERN_MOMENTS.name]: {
			name: m.kind_pattern_moment,
			heading: m.export_pattern_moments,
			lines: () => [],
			exported: ({ id }, all) => [titleOf(id, all)],
			dated: ({ id }) => quarterOf(beganAt(id)),
		},
		[PATTERN_ACCEPTANCES.name]: { name: m.kind_pattern_acceptance },
		[PATTERN_REFUSALS.name]: { name: m.kind_pattern_refusal },
		[PATTERN_ENDS.name]: { name: m.kind_pattern_end },
	},
	gathered: (records) =>
		agreedAlone(records, {
			of: PATTERNS,
			acceptances: PATTERN_ACCEPTANCES,
			refusals: PATTERN_REFUSALS,
			ends: PATTERN_ENDS,
		}),
};

export default face;

function patternLines(words: Words | null): readonly string[] {
	const pattern = readPattern(words);
	if (!pattern) return [];
	const looks = Object.entries(pattern.looks).filter(([, text]) => text !== "");
	return [pattern.title, ...looks.map(lookLine), m.pattern_instead_is({ text: pattern.instead })];
}

function lookLine([person, text]: readonly [string, string]): string {
	return whoIs(person) === "me"
		? m.pattern_looks_me({ text })
		: m.pattern_looks_partner({ name: m.partner_unnamed_start(), text });
}

/** From when until when a moment may have been: no more is kept of it. */
function quarterOf(began: number): string {
	return m.export_quarter({ from: fullMoment(began), until: clockTime(began + QUARTER) });
}

function titleOf(moment: string, all: readonly Exported[]): string {
	const pattern_id = patternIdOf(moment);
	return readPattern(all.find(({ id }) => id === pattern_id)?.words ?? null)?.title ?? "";
}
