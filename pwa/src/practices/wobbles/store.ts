/** Wobbles on this phone: told, answered, withdrawn; and the card. Nothing here counts them or keeps a list. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { nowNear, serverNow, toInstant, unsure } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import {
	type Answered,
	type Requested,
	readAnswer,
	readRequest,
	type State,
	standingOf,
} from "../../kernel/store/quiet-request";
import { type Shown, shown } from "../../kernel/store/records";
import { ready } from "../../kernel/store/session";
import { coupleSpace, isOfCouple, me, quietActs, UNDO } from "../../kernel/sync/quiet-acts";
import { save } from "../../kernel/sync/write";
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

const MINUTE = 60_000;
/** What there is to show; of all else nothing is said. */
const SHOWN: readonly State[] = ["waiting", "asked", "let_rest", "yes", "later"];

const records = shown(WOBBLES);
const answers = shown(WOBBLE_ANSWERS);
const acts = quietActs({
	requests: WOBBLES,
	answers: WOBBLE_ANSWERS,
	withdrawals: WOBBLE_WITHDRAWALS,
	answerWithdrawals: WOBBLE_ANSWER_WITHDRAWALS,
});
const cards = shown(WOBBLE_CARDS);

const open = computed(() =>
	records.value
		.filter(isOfCouple)
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
	await save(WOBBLES, { id, space_id: coupleSpace(), fields, words, rests: UNDO });
	return id;
}

/** `withdrawWobble` ends it for both. */
export const { withdrawRequest: withdrawWobble, undoAnswer, withdrawAnswer } = acts;

/** Says "I'm here", until the wobble ends, as `QuietActs.sayYes`. */
export function sayHere({ id, expires_at }: Wobble): Promise<string> {
	const started = serverNow();
	return acts.sayYes(id, started, Math.floor(Math.max(expires_at - started, MINUTE) / 1000));
}

/** Names a time. */
export function sayAt(wobble_id: string, at: number): Promise<string> {
	return acts.say(wobble_id, { answer: "later", later_at: at });
}

/** Does not answer: nobody is told, and the wobble stays open until it ends by itself. */
export function letRest(wobble_id: string): Promise<string> {
	return acts.say(wobble_id, { answer: "rest" });
}

function asWobble(record: Shown): Wobble[] {
	const requested = readRequest(record, me());
	if (!requested) return [];
	const said = answers.value.filter(isOfCouple).flatMap((one) => readAnswer(one, me()) ?? []);
	const around = {
		// while the time is uncertain, a yes counts as ended
		answers: said.map((one) => ({ ...one, until: unsure.value ? null : one.until })),
		withdrawals: acts.withdrawals.value,
		answerWithdrawals: acts.answerWithdrawals.value,
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
