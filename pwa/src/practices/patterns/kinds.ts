/** The record kinds of patterns. A moment has no author, here as on the server. */

import { acceptancesOf, ENDS, REFUSALS } from "../../kernel/accords/kinds";
import { patterns } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";
import { insteadHeadline } from "./words";

const DAY = 86_400_000;
/** As long as the server keeps a moment. */
const MOMENT_KEPT = 182 * DAY;
const plain = { practice: "patterns", signals: [], sent: [], words: null };

export const PATTERNS: Kind = {
	...published(patterns),
	exported: "both",
	headline: insteadHeadline,
};

/** Who has accepted the current words; the id is the pattern's. */
export const PATTERN_ACCEPTANCES: Kind = {
	...plain,
	name: "pattern_acceptances",
	path: (id) => `/patterns/${id}/acceptance`,
	...acceptancesOf(PATTERNS.name, ({ words }) => words),
};

/** Who has declined the current words; the id is the pattern's. */
export const PATTERN_REFUSALS: Kind = {
	...plain,
	name: "pattern_refusals",
	path: (id) => `/patterns/${id}/refusal`,
	...REFUSALS,
};

/** The pattern's end; the id is the pattern's. */
export const PATTERN_ENDS: Kind = {
	...plain,
	name: "pattern_ends",
	path: (id) => `/patterns/${id}/end`,
	...ENDS,
};

/** A quarter of an hour in which the two were in a pattern; the id is "PATTERN/2026-11-30T07:15Z". */
export const PATTERN_MOMENTS: Kind = {
	...plain,
	name: "pattern_moments",
	exported: "both",
	authorless: true,
	urgent: true,
	path: (id) => `/patterns/${id.replace("/", "/moments/")}`,
	over: ["gone", "not_found", "not_agreed", "already_ended"],
	keptUntil: ({ at }) => Date.parse(String(at)) + MOMENT_KEPT,
};
