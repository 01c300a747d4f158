/** The record kinds of asks. Records that belong to an answer have the id "ASK/ANSWER". */

import type { Words } from "../../kernel/crypto/seal";
import { ask_answers, asks } from "../../kernel/store/kinds.gen";
import { lineHeadline } from "../../kernel/store/line";
import type { Fields } from "../../kernel/store/local";
import { type Kind, type Notice, published, type Reply } from "../../kernel/store/practice";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The longest ask and the longest yes. */
const LONGEST = 3 * DAY;
/** How far ahead a *later* may be. */
export const LATEST_LATER = 14 * DAY;
/** A day after the latest possible end of an ask that is mentioned at this instant. */
const keptFrom = (at: Fields[string] | undefined) => Date.parse(String(at)) + 2 * LONGEST + DAY;
/** A withdrawal from the lock screen is sent even while the app is locked. */
const withdrawal = {
	practice: "asks",
	signals: [],
	sent: [],
	words: null,
	urgent: true,
	beforePin: true,
	keptUntil: ({ at }: Fields) => keptFrom(at),
} as const;

export const ASKS: Kind = {
	...published(asks),
	headline: sealedHeadline,
	fleeting: true,
	drafts: ["paused", "open_ask", "resting", "already_ended"],
	parts: ["ask_answers", "ask_withdrawals", "ask_answer_withdrawals"],
	keptUntil: askKeptUntil,
};

export const ASK_ANSWERS: Kind = {
	...published(ask_answers),
	headline: sealedHeadline,
	fleeting: true,
	over: ["already_ended", "gone", "not_found"],
	keptUntil: ({ started_at, later_at }) => keptFrom(started_at) + (later_at ? LATEST_LATER : 0),
	reply: replyTo,
};

/** The id is the ask's. */
export const ASK_WITHDRAWALS: Kind = {
	...withdrawal,
	name: "ask_withdrawals",
	path: (id) => `/asks/${id}/withdrawal`,
	over: ["gone", "not_found"],
	again: () => ({}),
};

export const ASK_ANSWER_WITHDRAWALS: Kind = {
	...withdrawal,
	name: "ask_answer_withdrawals",
	path: (id) => `${ASK_ANSWERS.path(id)}/withdrawal`,
	over: ["gone", "not_found"],
	again: () => ({}),
};

/**
 * A day after its end. With a *later*, at least until an hour after the agreed time, since the cooldown lasts until
 * then.
 */
function askKeptUntil({ started_at, ends_at, again_at }: Fields): number {
	const latest = keptFrom(started_at);
	const usual = Math.min(latest, Date.parse(String(ends_at)) + DAY);
	const named = Math.min(latest + LATEST_LATER, Date.parse(String(again_at)) + HOUR);
	return named > usual ? named : usual;
}

/** Sealed whenever there are words, even without a line, so that a lock screen shows no forged ask. */
function sealedHeadline(words: Words | null): Words | null {
	return words && (lineHeadline(words) ?? {});
}

/** Withdraws a yes from the lock screen: the asker withdraws the ask, the other person the answer. */
function replyTo({ kind, record_id, ask_id }: Notice, said: string): Reply | null {
	if (said !== "withdraw") return null;
	const noun = kind === "ask_answer" ? ASK_WITHDRAWALS : ASK_ANSWER_WITHDRAWALS;
	const id = kind === "ask_answer" ? ask_id : record_id;
	return typeof id !== "string" ? null : { kind: noun.name, id, path: noun.path(id), body: {}, shows: {} };
}
