/** The kinds of records of readiness. */

import { readiness } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

/** The id is "PERSON/AREA". */
export const READINESS: Kind = {
	...published(readiness),
	replaced: true,
};

/** Both were ready in an area, equal for both; the id is the area. Both phones delete it when its time is over. */
export const READINESS_MATCHES: Kind = {
	name: "readiness_matches",
	practice: "readiness",
	path: (id) => `/readiness/${id}`,
	signals: [],
	sent: [],
	words: null,
	fleeting: true,
	keptUntil: ({ until }) => Date.parse(String(until)),
};
