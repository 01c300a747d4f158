/** The record kinds of wobbles, and the card of what helps. Records that belong to an answer have "WOBBLE/ANSWER". */

import { wobble_answers, wobble_cards, wobbles } from "../../kernel/store/kinds.gen";
import type { Fields } from "../../kernel/store/local";
import { type Kind, published } from "../../kernel/store/practice";

const HOUR = 3_600_000;
/** How long a wobble lasts. */
export const LASTS = 2 * HOUR;
/** How far ahead a *later* may be. */
export const LATEST = 12 * HOUR;

const instant = (at: Fields[string] | undefined) => Date.parse(String(at));
/** Refused, it is as if it had never been: the screen says what stands in its way. */
const TOO_LATE = ["already_ended", "gone", "not_found"];
const withdrawal = {
	practice: "wobbles",
	signals: [],
	sent: [],
	words: null,
	urgent: true,
	keptUntil: ({ at }: Fields) => instant(at) + LASTS,
	over: ["gone", "not_found"],
	again: () => ({}),
} as const;

export const WOBBLES: Kind = {
	...published(wobbles),
	// without words, but sealed, so that a lock screen shows no forged one
	headline: () => ({}),
	fleeting: true,
	over: [...TOO_LATE, "paused", "open_ask", "resting"],
	parts: ["wobble_answers", "wobble_withdrawals", "wobble_answer_withdrawals"],
	keptUntil: wobbleKeptUntil,
};

export const WOBBLE_ANSWERS: Kind = {
	...published(wobble_answers),
	headline: (words) => words && {},
	fleeting: true,
	over: TOO_LATE,
	keptUntil: ({ started_at, later_at }) => (later_at ? instant(later_at) : instant(started_at) + LASTS),
};

/** The id is the wobble's. */
export const WOBBLE_WITHDRAWALS: Kind = {
	...withdrawal,
	name: "wobble_withdrawals",
	path: (id) => `/wobbles/${id}/withdrawal`,
};

export const WOBBLE_ANSWER_WITHDRAWALS: Kind = {
	...withdrawal,
	name: "wobble_answer_withdrawals",
	path: (id) => `${WOBBLE_ANSWERS.path(id)}/withdrawal`,
};

/** In the person's own space, under their id. */
export const WOBBLE_CARDS: Kind = {
	...published(wobble_cards),
	exported: "own",
};

/** To the end of its two hours, or to the time that a *later* named. */
function wobbleKeptUntil({ started_at, again_at }: Fields): number {
	const usual = instant(started_at) + LASTS;
	const named = instant(again_at);
	return Number.isNaN(named) ? usual : Math.min(named, usual + LATEST);
}
