/** The kinds of records that an ask is made of. What hangs on an answer has the id "ASK/ANSWER". */

import type { Kind } from "../../kernel/practice";

const VERSION = 1;

export const ASKS: Kind = {
	name: "asks",
	practice: "asks",
	path: (id) => `/asks/${id}`,
	signals: ["area", "duration_seconds", "started_at", "wants_at"],
	words: VERSION,
};

export const ASK_ANSWERS: Kind = {
	name: "ask_answers",
	practice: "asks",
	path: answerPath,
	signals: ["answer", "duration_seconds", "later_at", "started_at"],
	words: VERSION,
	wordsOptional: true,
};

/** The id is the ask's. */
export const ASK_WITHDRAWALS: Kind = {
	name: "ask_withdrawals",
	practice: "asks",
	path: (id) => `/asks/${id}/withdrawal`,
	signals: [],
	words: null,
	urgent: true,
	beforePin: true,
};

export const ASK_ANSWER_WITHDRAWALS: Kind = {
	name: "ask_answer_withdrawals",
	practice: "asks",
	path: (id) => `${answerPath(id)}/withdrawal`,
	signals: [],
	words: null,
	urgent: true,
	beforePin: true,
};

function answerPath(id: string): string {
	return `/asks/${id.replace("/", "/answers/")}`;
}
