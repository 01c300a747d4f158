/** The record kinds of patterns. A moment has no author, here as on the server. */

import { acceptancesOf } from "../../kernel/accords/yeses";
import { patterns } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";
import { insteadHeadline } from "./words";

const DAY = 86_400_000;
/** Longer than the server keeps a refusal and tells phones that it is gone. */
const REFUSAL_KEPT = 23 * DAY;
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
	over: ["gone", "not_found", "stale_edit", "already_ended"],
	keptUntil: ({ at }) => Date.parse(String(at)) + REFUSAL_KEPT,
	again: ({ author_id, edit }, { me }) => (author_id === me ? { edit } : null),
};

/** The pattern's end; the id is the pattern's. */
export const PATTERN_ENDS: Kind = {
	...plain,
	name: "pattern_ends",
	urgent: true,
	path: (id) => `/patterns/${id}/end`,
	over: ["already_ended"],
	// as the server: later nothing tells who ended it, only that it has ended
	keptUntil: ({ at }) => Date.parse(String(at)) + DAY,
	again: () => ({}),
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
