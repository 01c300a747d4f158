/** The kinds of records of readiness. */

import type { Kind } from "../../kernel/practice";
import { VERSION } from "./words";

/** The id is "PERSON/AREA". */
export const READINESS: Kind = {
	name: "readiness",
	practice: "readiness",
	path: (id) => `/readiness/${id}`,
	signals: ["state"],
	sent: ["state", "reveal", "started_at", "duration_seconds"],
	words: VERSION,
	wordsOptional: true,
	replaced: true,
};

/** That both were ready in an area, told to both alike; the id is the area. Both phones forget it by the clock. */
export const READINESS_MATCHES: Kind = {
	name: "readiness_matches",
	practice: "readiness",
	path: (id) => `/readiness/${id}`,
	signals: [],
	words: null,
	fleeting: true,
	keptUntil: ({ until }) => Date.parse(String(until)),
};
