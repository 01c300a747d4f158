/** The record kinds of rituals. */

import { acceptancesOf, ENDS, REFUSALS } from "../../kernel/accords/kinds";
import type { Json } from "../../kernel/crypto/bytes";
import { newId } from "../../kernel/store/ids";
import { ritual_quiet_hours, rituals } from "../../kernel/store/kinds.gen";
import type { Fields, Version } from "../../kernel/store/local";
import { type Kind, type Notice, published, type Reply } from "../../kernel/store/practice";
import { titleHeadline } from "./words";

const plain = { practice: "rituals", signals: [], sent: [], words: null };

export const RITUALS: Kind = {
	...published(rituals),
	exported: "both",
	headline: titleHeadline,
	reply: replyTo,
};

/** Who has accepted the current schedule; the id is the ritual's. */
export const RITUAL_ACCEPTANCES: Kind = {
	...plain,
	name: "ritual_acceptances",
	path: (id) => `/rituals/${id}/acceptance`,
	...acceptancesOf(RITUALS.name, scheduleOf),
};

/** Who has declined the current schedule; the id is the ritual's. */
export const RITUAL_REFUSALS: Kind = {
	...plain,
	name: "ritual_refusals",
	path: (id) => `/rituals/${id}/refusal`,
	...REFUSALS,
};

/** One time that was moved, skipped or kept; the id is "RITUAL/ORIGINAL". */
export const RITUAL_OCCURRENCES: Kind = {
	...plain,
	name: "ritual_occurrences",
	exported: "both",
	sent: ["state", "moved_to"],
	path: (id) => `/rituals/${id.replace("/", "/occurrences/")}`,
};

/** "On my way"; it has an id of its own. */
export const RITUAL_ANSWERS: Kind = {
	...plain,
	name: "ritual_answers",
	path: (id, fields = {}) => answerPath(textField(fields, "ritual_id"), textField(fields, "original"), id),
	recentDays: 31,
	// nobody sets out for a skipped time, which shows as skipped
	over: ["skipped"],
	again: ({ author_id, fields: { answer = null } }, { me }) => (author_id === me ? { answer } : null),
};

/** Whether it reminds you in your quiet hours too: a record in your own space under the ritual's id. */
export const RITUAL_QUIET_HOURS: Kind = {
	...published(ritual_quiet_hours),
	over: ["gone", "not_found", "stale_edit"],
};

/** The ritual's end; the id is the ritual's. */
export const RITUAL_ENDS: Kind = {
	...plain,
	name: "ritual_ends",
	path: (id) => `/rituals/${id}/end`,
	...ENDS,
};

export function occurrenceId(ritual_id: string, original: string): string {
	return `${ritual_id}/${original}`;
}

/** The path of an answer to the reminder of one time. */
export function answerPath(ritual_id: string, original: string, id: string): string {
	return `/rituals/${ritual_id}/occurrences/${original}/answers/${id}`;
}

export function textField(fields: Fields, name: string): string {
	const value = fields[name];
	return typeof value === "string" ? value : "";
}

/** Snooze, on my way, not tonight: answers to the reminder of one time. */
function replyTo({ record_id, original }: Notice, answer: string): Reply | null {
	if (typeof original !== "string") return null;
	const id = newId();
	return { kind: RITUAL_ANSWERS.name, id, path: answerPath(record_id, original, id), body: { answer }, shows: null };
}

/** What people accept. */
function scheduleOf({ fields: { kind = null, recurrence = null, lead_minutes = null } }: Version): Json {
	return [kind, recurrence, lead_minutes];
}
