/** Wobbles on this phone: told, answered, withdrawn; and the card. Nothing here counts them or keeps a list. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { Problem } from "../../kernel/browser/problem";
import { nowNear, serverNow, toInstant, unsure } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import {
	type Answered,
	type Requested,
	readAnswer,
	readRequest,
	readWithdrawal,
	type State,
	standingOf,
} from "../../kernel/store/quiet-request";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, session, whoIs } from "../../kernel/store/session";
import { dropUnsent, save, saveNow, withdraw } from "../../kernel/sync/write";
import {
	LASTS,
	LATEST,
	WOBBLE_ANSWER_WITHDRAWALS,
	WOBBLE_ANSWERS,
	WOBBLE_CARDS,
	WOBBLE_WITHDRAWALS,
	WOBBLES,
} from "./kinds";
import { readHelps } from "./words";

export interface Wobble extends Requested {
	/** What helps the one who wobbles; empty without a card. */
	readonly helps: string;
	readonly state: State;
	/** The answer that both see. */
	readonly answer: Answered | null;
	readonly pending: boolean;
	/** The server refused it. */
	readonly stuck: boolean;
}

export { LATEST };

/** How long Undo leaves no trace. */
const UNDO = 5000;
const MINUTE = 60_000;
/** What there is to show; of all else nothing is said. */
const SHOWN: readonly State[] = ["waiting", "asked", "let_rest", "yes", "later"];

const records = shown(WOBBLES);
const answers = shown(WOBBLE_ANSWERS);
const withdrawals = taken(shown(WOBBLE_WITHDRAWALS));
const answerWithdrawals = taken(shown(WOBBLE_ANSWER_WITHDRAWALS));
const cards = shown(WOBBLE_CARDS);

const open = computed(() =>
	records.value
		.filter(isHere)
		.flatMap(asWobble)
		.filter(({ state }) => SHOWN.includes(state)),
);

/** My own wobble, until it is over. */
export const mine: ReadonlySignal<Wobble | null> = computed(() => open.value.findLast(({ by_me }) => by_me) ?? null);

/** The partner's wobble, until it is over. */
export const theirs: ReadonlySignal<Wobble | null> = computed(() => open.value.findLast(({ by_me }) => !by_me) ?? null);

/** What helps me; empty without a card. */
export const card: ReadonlySignal<string> = computed(() => {
	const own = cards.value.find(({ id, space_id }) => id === me() && space_id === me());
	return readHelps(own?.words ?? null);
});

/** Saves my card. Empty: there is none. */
export async function saveCard(helps: string): Promise<void> {
	const own = ready().person_id;
	await save(WOBBLE_CARDS, { id: own, space_id: own, fields: {}, words: { helps: helps.trim() } });
}

/** Tells the partner, with my card as it is now. Undo within five seconds leaves no trace. */
export async function wobble(): Promise<string> {
	const id = newId();
	const fields = { started_at: toInstant(serverNow()), duration_seconds: LASTS / 1000 };
	const words = card.value ? { helps: card.value } : {};
	await save(WOBBLES, { id, space_id: space(), fields, words, rests: UNDO });
	return id;
}

/** Withdraws my wobble at once: it is over for both. */
export async function withdrawWobble(id: string): Promise<void> {
	const path = WOBBLE_WITHDRAWALS.path(id);
	await withdraw(WOBBLE_WITHDRAWALS, { id, space_id: space(), path, body: {}, shows: {} }, { kind: WOBBLES, id });
}

/**
 * Says "I'm here", until the wobble ends. Both have it when this resolves; else throws Problem. If the request may have
 * arrived without a response, withdraws it, so that the partner relies on nothing that its author does not know of.
 */
export async function sayHere({ id: wobble_id, expires_at }: Wobble): Promise<string> {
	const id = `${wobble_id}/${newId()}`;
	const started = serverNow();
	const duration_seconds = Math.floor(Math.max(expires_at - started, MINUTE) / 1000);
	const tried = navigator.onLine !== false;
	const fields = { answer: "yes", later_at: null, started_at: toInstant(started), duration_seconds };
	try {
		await saveNow(WOBBLE_ANSWERS, { id, space_id: space(), fields, words: {} });
	} catch (error) {
		if (tried && error instanceof Problem && (error.status === 0 || error.status >= 500)) await withdrawAnswer(id);
		throw error;
	}
	return id;
}

/** Names a time. Undo within five seconds leaves no trace. */
export function sayAt(wobble_id: string, at: number): Promise<string> {
	return answer(wobble_id, { answer: "later", later_at: toInstant(at) });
}

/** Does not answer: nobody is told, and the wobble stays open until it ends by itself. */
export function letRest(wobble_id: string): Promise<string> {
	return answer(wobble_id, { answer: "rest", later_at: null });
}

/** Deletes an answer that was not sent yet; resolves to whether it could. */
export function undoAnswer(id: string): Promise<boolean> {
	return dropUnsent(WOBBLE_ANSWERS, space(), id);
}

/** Withdraws my answer at once. */
export async function withdrawAnswer(id: string): Promise<void> {
	const path = WOBBLE_ANSWER_WITHDRAWALS.path(id);
	const parent = { kind: WOBBLE_ANSWERS, id };
	await withdraw(WOBBLE_ANSWER_WITHDRAWALS, { id, space_id: space(), path, body: {}, shows: {} }, parent);
}

async function answer(
	wobble_id: string,
	said: { readonly answer: string; readonly later_at: string | null },
): Promise<string> {
	const id = `${wobble_id}/${newId()}`;
	const fields = { ...said, started_at: toInstant(serverNow()), duration_seconds: null };
	await save(WOBBLE_ANSWERS, { id, space_id: space(), fields, rests: UNDO });
	return id;
}

function asWobble(record: Shown): Wobble[] {
	const requested = readRequest(record, me());
	if (!requested) return [];
	const said = answers.value.filter(isHere).flatMap((one) => readAnswer(one, me()) ?? []);
	const around = {
		// while the time is uncertain, a yes counts as ended
		answers: said.map((one) => ({ ...one, until: unsure.value ? null : one.until })),
		withdrawals: withdrawals.value,
		answerWithdrawals: answerWithdrawals.value,
	};
	const ends = [
		requested.expires_at,
		requested.ends_at,
		...said.flatMap(({ until, later_at }) => until ?? later_at ?? []),
	];
	const now = nowNear(...ends);
	const { state, answer } = standingOf(requested, around, now);
	const { pending, stuck } = record;
	const isPast = state === "later" && now >= (answer?.later_at ?? 0);
	return [{ ...requested, helps: readHelps(record.words), state: isPast ? "over" : state, answer, pending, stuck }];
}

function taken(nouns: ReadonlySignal<readonly Shown[]>) {
	return computed(() => nouns.value.filter(isHere).map((record) => readWithdrawal(record, me())));
}

/** Refuses to answer or withdraw what belongs to the other person. */
function isHere({ space_id, author_id }: Shown): boolean {
	const { value } = session;
	return value.state === "ready" && space_id === value.couple?.id && whoIs(author_id) !== null;
}

function me(): string {
	return session.value.state === "ready" ? session.value.person_id : "";
}

/** The couple's space; throws if there is no partner. */
function space(): string {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to tell");
	return couple.id;
}
