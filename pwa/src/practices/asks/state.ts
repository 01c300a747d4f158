/** The state of an ask for one of the two, from records and server time alone, so that it works offline. Pure. */

import type { Fields } from "../../kernel/store/local";
import type { Shown } from "../../kernel/store/records";

export const AREAS = ["talk", "money", "touch", "intimacy", "share"] as const;
export type Area = (typeof AREAS)[number];

export type State =
	/** Asked by me, without an answer. Also if the partner let it rest silently. */
	| "waiting"
	/** Asked by the partner; waits for my answer. */
	| "asked"
	/** Asked by the partner, and I let it rest; nobody is told, and I can still answer. */
	| "let_rest"
	/** A yes is in force. */
	| "yes"
	| "later"
	| "not_now"
	/** Asked by me, and it ended without an answer. */
	| "rested"
	/** The partner has just withdrawn the ask or a yes. */
	| "withdrawn"
	/** Nothing is left to show. */
	| "over";

/** Instants in epoch milliseconds, server time. */
export interface Asked {
	readonly id: string;
	readonly by_me: boolean;
	readonly area: Area;
	readonly wants_at: number | null;
	readonly expires_at: number;
	readonly ends_at: number;
	/** From when I may ask in this area again; null until the server has said. */
	readonly again_at: number | null;
}

export interface Answered {
	/** "ASK/ANSWER". */
	readonly id: string;
	readonly by_me: boolean;
	readonly answer: "yes" | "later" | "not_now" | "rest";
	readonly later_at: number | null;
	/** The end of a yes, never later than the end that its author sealed. */
	readonly until: number | null;
	readonly since: number;
}

/** The withdrawal of an ask or answer, under the id of that. */
export interface Withdrawal {
	readonly id: string;
	readonly by_me: boolean;
	/** Null until the server has said. */
	readonly at: number | null;
}

export interface Around<Answer extends Answered> {
	readonly answers: readonly Answer[];
	readonly askWithdrawals: readonly Withdrawal[];
	readonly answerWithdrawals: readonly Withdrawal[];
}

export interface Standing<Answer extends Answered> {
	readonly state: State;
	/** The answer that both see and that was not withdrawn. */
	readonly answer: Answer | null;
}

/** How long a withdrawal by the partner is shown. */
const NEWS = 3_600_000;

export function standingOf<Answer extends Answered>(
	ask: Asked,
	{ answers, askWithdrawals, answerWithdrawals }: Around<Answer>,
	now: number,
): Standing<Answer> {
	const said = answers.filter((answer) => isOf(ask, answer));
	const back = askWithdrawals.find(({ id }) => id === ask.id) ?? answerWithdrawals.find((one) => ends(ask, one, said));
	if (back) return { state: isNews(back, now) ? "withdrawn" : "over", answer: null };
	const valid = said.filter(({ id }) => !answerWithdrawals.some((one) => one.id === id));
	const aloud = valid.find(({ answer }) => answer !== "rest") ?? null;
	if (aloud) return { state: aloudState(aloud, now), answer: aloud };
	return { state: silentState(ask, valid.length > 0, now), answer: null };
}

/** Withdrawing an answer ends the ask, unless that answer was a rest or never arrived. */
function ends(ask: Asked, back: Withdrawal, said: readonly Answered[]): boolean {
	if (!isOf(ask, back)) return false;
	return ask.by_me || said.some(({ id, answer }) => id === back.id && answer !== "rest");
}

function aloudState({ answer, until, later_at }: Answered, now: number): State {
	if (answer === "yes") return until !== null && now < until ? "yes" : "over";
	if (answer === "later") return later_at !== null && now < later_at + NEWS ? "later" : "over";
	return "not_now";
}

function silentState({ by_me, ends_at, expires_at }: Asked, rests: boolean, now: number): State {
	if (now >= Math.min(ends_at, expires_at)) return by_me ? "rested" : "over";
	if (by_me) return "waiting";
	return rests ? "let_rest" : "asked";
}

function isNews({ by_me, at }: Withdrawal, now: number): boolean {
	return !by_me && at !== null && now < at + NEWS;
}

function isOf(ask: Asked, { id }: { readonly id: string }): boolean {
	return id.startsWith(`${ask.id}/`);
}

export function readAsk({ id, author_id, fields }: Shown, me: string): Asked | null {
	const area = AREAS.find((known) => known === fields.area);
	const expires_at = noLater(instant(fields.expires_at), fields);
	if (!area || expires_at === null) return null;
	const ends_at = instant(fields.ends_at) ?? expires_at;
	const [wants_at, again_at] = [instant(fields.wants_at), instant(fields.again_at)];
	return { id, by_me: author_id === me, area, wants_at, expires_at, ends_at, again_at };
}

/** Null for a yes without sealed words: only the partner's phone can say yes. */
export function readAnswer({ id, author_id, fields, words, problem }: Shown, me: string): Answered | null {
	const { answer } = fields;
	if (answer !== "yes" && answer !== "later" && answer !== "not_now" && answer !== "rest") return null;
	if (answer === "yes" && (words === null || problem !== null)) return null;
	const since = instant(fields.since) ?? instant(fields.started_at) ?? 0;
	return {
		id,
		by_me: author_id === me,
		answer,
		later_at: instant(fields.later_at),
		until: answer === "yes" ? noLater(instant(fields.until), fields) : null,
		since,
	};
}

export function readWithdrawal({ id, author_id, fields }: Shown, me: string): Withdrawal {
	return { id, by_me: author_id === me, at: instant(fields.at) };
}

/** Limits the server's end to the end that the author sealed. */
function noLater(end: number | null, { started_at, duration_seconds }: Fields): number | null {
	const started = instant(started_at);
	if (started === null || typeof duration_seconds !== "number") return null;
	return Math.min(end ?? Number.POSITIVE_INFINITY, started + duration_seconds * 1000);
}

function instant(value: Fields[string] | undefined): number | null {
	const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? null : at;
}
