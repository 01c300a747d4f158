/**
 * The state of a quiet request for one of the two, as of an ask, from records and server time alone, so that it works
 * offline. Pure.
 */

import { instantOf } from "./instant";
import type { Fields } from "./local";
import type { Shown } from "./records";

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
	/** The partner has just withdrawn what they asked or a yes. */
	| "withdrawn"
	/** Nothing is left to show. */
	| "over";

/** Instants in epoch milliseconds, server time. */
export interface Requested {
	readonly id: string;
	readonly by_me: boolean;
	readonly expires_at: number;
	readonly ends_at: number;
	/** From when I may ask the same again; null until the server has said. */
	readonly again_at: number | null;
}

export interface Answered {
	/** "REQUEST/ANSWER". */
	readonly id: string;
	readonly by_me: boolean;
	readonly answer: "yes" | "later" | "not_now" | "rest";
	readonly later_at: number | null;
	/** The end of a yes, never later than the end that its author sealed. */
	readonly until: number | null;
	readonly since: number;
}

/** The withdrawal of a request or answer, under the id of that. */
export interface Withdrawal {
	readonly id: string;
	readonly by_me: boolean;
	/** Null until the server has said. */
	readonly at: number | null;
}

export interface Around<Answer extends Answered> {
	readonly answers: readonly Answer[];
	readonly withdrawals: readonly Withdrawal[];
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
	request: Requested,
	{ answers, withdrawals, answerWithdrawals }: Around<Answer>,
	now: number,
): Standing<Answer> {
	const said = answers.filter((answer) => isOf(request, answer));
	const back =
		withdrawals.find(({ id }) => id === request.id) ?? answerWithdrawals.find((one) => ends(request, one, said));
	if (back) return { state: isNews(back, now) ? "withdrawn" : "over", answer: null };
	const valid = said.filter(({ id }) => !answerWithdrawals.some((one) => one.id === id));
	const aloud = valid.find(({ answer }) => answer !== "rest") ?? null;
	if (aloud) return { state: aloudState(aloud, now), answer: aloud };
	return { state: silentState(request, valid.length > 0, now), answer: null };
}

/** Withdrawing an answer ends the request, unless that answer was a rest or never arrived. */
function ends(request: Requested, back: Withdrawal, said: readonly Answered[]): boolean {
	if (!isOf(request, back)) return false;
	return request.by_me || said.some(({ id, answer }) => id === back.id && answer !== "rest");
}

function aloudState({ answer, until, later_at }: Answered, now: number): State {
	if (answer === "yes") return until !== null && now < until ? "yes" : "over";
	if (answer === "later") return later_at !== null && now < later_at + NEWS ? "later" : "over";
	return "not_now";
}

function silentState({ by_me, ends_at, expires_at }: Requested, rests: boolean, now: number): State {
	if (now >= Math.min(ends_at, expires_at)) return by_me ? "rested" : "over";
	if (by_me) return "waiting";
	return rests ? "let_rest" : "asked";
}

function isNews({ by_me, at }: Withdrawal, now: number): boolean {
	return !by_me && at !== null && now < at + NEWS;
}

function isOf(request: Requested, { id }: { readonly id: string }): boolean {
	return id.startsWith(`${request.id}/`);
}

/** Null without the times that the author sealed. */
export function readRequest({ id, author_id, fields }: Shown, me: string): Requested | null {
	const expires_at = noLater(instantOf(fields.expires_at), fields);
	if (expires_at === null) return null;
	const ends_at = instantOf(fields.ends_at) ?? expires_at;
	return { id, by_me: author_id === me, expires_at, ends_at, again_at: instantOf(fields.again_at) };
}

/** Null for a yes without sealed words: only the partner's phone can say yes. */
export function readAnswer({ id, author_id, fields, words, problem }: Shown, me: string): Answered | null {
	const { answer } = fields;
	if (answer !== "yes" && answer !== "later" && answer !== "not_now" && answer !== "rest") return null;
	if (answer === "yes" && (words === null || problem !== null)) return null;
	const since = instantOf(fields.since) ?? instantOf(fields.started_at) ?? 0;
	return {
		id,
		by_me: author_id === me,
		answer,
		later_at: instantOf(fields.later_at),
		until: answer === "yes" ? noLater(instantOf(fields.until), fields) : null,
		since,
	};
}

export function readWithdrawal({ id, author_id, fields }: Shown, me: string): Withdrawal {
	return { id, by_me: author_id === me, at: instantOf(fields.at) };
}

/** Limits the server's end to the end that the author sealed. */
function noLater(end: number | null, { started_at, duration_seconds }: Fields): number | null {
	const started = instantOf(started_at);
	if (started === null || typeof duration_seconds !== "number") return null;
	return Math.min(end ?? Number.POSITIVE_INFINITY, started + duration_seconds * 1000);
}
