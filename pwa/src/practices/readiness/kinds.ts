/** The kind of record that readiness is; its id is "PERSON/AREA". */

import type { Kind } from "../../kernel/practice";
import { VERSION } from "./words";

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
