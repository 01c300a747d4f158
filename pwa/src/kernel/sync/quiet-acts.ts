/** What the two do about a quiet request, and what the couple has of it; the practice makes the request itself. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { Problem } from "../browser/problem";
import type { Words } from "../crypto/seal";
import { serverNow, toInstant } from "../store/clock";
import { newId } from "../store/ids";
import type { Kind } from "../store/practice";
import { readWithdrawal, type Withdrawal } from "../store/quiet-request";
import { type Shown, shown } from "../store/records";
import { ready, session, whoIs } from "../store/session";
import { dropUnsent, save, saveNow, withdraw } from "./write";

/** How long Undo leaves no trace, in milliseconds. */
export const UNDO = 5000;

export interface QuietKinds {
	readonly requests: Kind;
	/** Each has the id "REQUEST/ANSWER". */
	readonly answers: Kind;
	/** Each has the id of what it withdraws. */
	readonly withdrawals: Kind;
	readonly answerWithdrawals: Kind;
}

/** An answer that may be undone; *rest* says nothing to the other person. */
interface Said {
	readonly answer: "later" | "not_now" | "rest";
	/** Epoch milliseconds, for a *later*. */
	readonly later_at?: number;
	readonly words?: Words;
}

export interface QuietActs {
	readonly withdrawals: ReadonlySignal<readonly Withdrawal[]>;
	readonly answerWithdrawals: ReadonlySignal<readonly Withdrawal[]>;
	/**
	 * Says yes for `duration_seconds` from `started`, in epoch milliseconds; resolves to the answer's id. Both have it
	 * when this resolves; else throws Problem. If the request may have arrived without a response, withdraws it, so that
	 * no yes holds that its author does not know of.
	 */
	sayYes(request_id: string, started: number, duration_seconds: number): Promise<string>;
	/** Answers; resolves to the answer's id. Undo within five seconds leaves no trace. */
	say(request_id: string, said: Said): Promise<string>;
	/** Deletes an answer that was not sent yet; resolves to whether it could. */
	undoAnswer(id: string): Promise<boolean>;
	/** Withdraws an answer at once. Goes ahead of the queue, works offline, and wins any race. */
	withdrawAnswer(id: string): Promise<void>;
	/** Withdraws my request, and with it a yes, at once. */
	withdrawRequest(id: string): Promise<void>;
}

export function quietActs({ requests, answers, withdrawals, answerWithdrawals }: QuietKinds): QuietActs {
	const takeBack = async (noun: Kind, of: Kind, id: string): Promise<void> => {
		const what = { id, space_id: coupleSpace(), path: noun.path(id), body: {}, shows: {} };
		await withdraw(noun, what, { kind: of, id });
	};
	const withdrawAnswer = (id: string) => takeBack(answerWithdrawals, answers, id);
	return {
		withdrawals: taken(withdrawals),
		answerWithdrawals: taken(answerWithdrawals),
		withdrawAnswer,
		withdrawRequest: (id) => takeBack(withdrawals, requests, id),
		undoAnswer: (id) => dropUnsent(answers, coupleSpace(), id),
		say: async (request_id, { answer, later_at, words }) => {
			const id = `${request_id}/${newId()}`;
			const at = later_at === undefined ? null : toInstant(later_at);
			const fields = { answer, later_at: at, started_at: toInstant(serverNow()), duration_seconds: null };
			await save(answers, { id, space_id: coupleSpace(), fields, rests: UNDO, ...(words ? { words } : {}) });
			return id;
		},
		sayYes: async (request_id, started, duration_seconds) => {
			const id = `${request_id}/${newId()}`;
			const tried = navigator.onLine !== false;
			const fields = { answer: "yes", later_at: null, started_at: toInstant(started), duration_seconds };
			try {
				await saveNow(answers, { id, space_id: coupleSpace(), fields, words: {} });
			} catch (error) {
				if (tried && error instanceof Problem && (error.status === 0 || error.status >= 500)) await withdrawAnswer(id);
				throw error;
			}
			return id;
		},
	};
}

/** Whether it is the couple's of now, by one of the two: nobody answers or withdraws what is another's. */
export function isOfCouple({ space_id, author_id }: Shown): boolean {
	const { value } = session;
	return value.state === "ready" && space_id === value.couple?.id && whoIs(author_id) !== null;
}

/** The couple's space; throws if there is no partner. */
export function coupleSpace(): string {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to ask");
	return couple.id;
}

/** The person's id; empty before there is an account. */
export function me(): string {
	return session.value.state === "ready" ? session.value.person_id : "";
}

function taken(kind: Kind): ReadonlySignal<readonly Withdrawal[]> {
	const records = shown(kind);
	return computed(() => records.value.filter(isOfCouple).map((record) => readWithdrawal(record, me())));
}
