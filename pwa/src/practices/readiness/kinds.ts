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

/** Both were ready in an area, equal for both; the id is the area. Both phones delete it when its time is over. */
export const READINESS_MATCHES: Kind = {
	name: "readiness_matches",
	practice: "readiness",
	path: (id) => `/readiness/${id}`,
	signals: [],
	words: null,
	fleeting: true,
	keptUntil: ({ until }) => Date.parse(String(until)),
};
