/** Asks on this phone: asking, answering, withdrawing. A yes needs the network; withdrawing it does not. */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Words } from "../../kernel/crypto/seal";
import { nowNear, serverNow, toInstant, unsure } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import { instantOf } from "../../kernel/store/instant";
import { lineWords, readLine } from "../../kernel/store/line";
import { type Answered, readAnswer, type State, standingOf } from "../../kernel/store/quiet-request";
import { type Shown, shown } from "../../kernel/store/records";
import { session } from "../../kernel/store/session";
import { coupleSpace, isOfCouple, me, quietActs, UNDO } from "../../kernel/sync/quiet-acts";
import type { Save, Undo } from "../../kernel/sync/to-write";
import { draftsOf, holdDiscard } from "../../kernel/sync/tray";
import { save } from "../../kernel/sync/write";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS, LATEST_LATER } from "./kinds";
import { AREAS, type Area, type Asked, readAsk } from "./state";

export interface Answer extends Answered {
	readonly line: string | null;
	readonly pending: boolean;
	/** The server refused it. */
	readonly stuck: boolean;
}

export interface Ask extends Asked {
	readonly line: string | null;
	readonly pending: boolean;
	/** The server refused it. */
	readonly stuck: boolean;
	readonly state: State;
	/** The answer that both see and that was not withdrawn. */
	readonly answer: Answer | null;
}

/** An ask that the server refused for now. It stays here, and is sent only if its author sends it again. */
export interface Draft extends Wish {
	readonly id: string;
	readonly why: "paused" | "open_ask" | "resting" | "already_ended";
}

export interface Wish {
	readonly area: Area;
	readonly line: string;
	/** Epoch milliseconds; null for any time. */
	readonly wants_at: number | null;
	/** How long it stays open, in milliseconds. */
	readonly lasts: number;
}

export { LATEST_LATER };
export const HOUR = 3_600_000;
const MINUTE = 60_000;
const LONGEST = 72 * HOUR;

/** The states in which either person can still say something. */
const OPEN: readonly State[] = ["waiting", "asked", "let_rest", "yes"];

const askRecords = shown(ASKS);
const answerRecords = shown(ASK_ANSWERS);
const acts = quietActs({
	requests: ASKS,
	answers: ASK_ANSWERS,
	withdrawals: ASK_WITHDRAWALS,
	answerWithdrawals: ASK_ANSWER_WITHDRAWALS,
});
const { withdrawals: askWithdrawals, answerWithdrawals } = acts;
const held = draftsOf(ASKS);

const answers = computed(() =>
	answerRecords.value.filter(isOfCouple).flatMap((record) => {
		const answer = readAnswer(record, me());
		if (!answer) return [];
		// while the time is uncertain, a yes counts as ended
		const until = unsure.value ? null : answer.until;
		return [{ ...answer, until, line: readLine(record.words), pending: record.pending, stuck: record.stuck }];
	}),
);

/** All asks, newest first. */
export const asks: ReadonlySignal<readonly Ask[]> = computed(() =>
	askRecords.value
		.filter((record) => isOfCouple(record) && !isHeld(record))
		.flatMap(asAsk)
		.reverse(),
);

/** Asks that were not sent. */
export const drafts: ReadonlySignal<readonly Draft[]> = computed(() =>
	held.value.flatMap(({ record_id: id, space_id, problem, mine, mine_fields }) => {
		const { area, wants_at, duration_seconds } = mine_fields;
		const known = AREAS.find((one) => one === area);
		if (!known || space_id !== coupleId() || askWithdrawals.value.some((back) => back.id === id)) return [];
		const at = instantOf(wants_at);
		const lasts = Number(duration_seconds) * 1000;
		// the drafts of this kind have one of these codes
		return [{ id, area: known, line: readLine(mine) ?? "", wants_at: at, lasts, why: problem.code as Draft["why"] }];
	}),
);

/** An area to ask in, or why not now. */
export interface Way {
	readonly area: Area;
	/** An ask in this area is open. */
	readonly open: boolean;
	/** Its cooldown lasts until then. */
	readonly rests: number | null;
}

export const ways: ReadonlySignal<readonly Way[]> = computed(() => (coupleId() ? AREAS.map(wayOf) : []));

/** Whether I may ask in this area: no ask of mine is open there or in its cooldown. */
export function isFree(area: string): boolean {
	return ways.value.some((way) => way.area === area && !way.open && way.rests === null);
}

/** Under which id the form of this area keeps what is typed. */
export function formOf(area: Area): string {
	return `ask/${coupleSpace()}/${area}`;
}

/** Whether asking can be offered: I may ask, and there is no open ask or draft in this area. */
export function isUntouched(area: string): boolean {
	const begun = drafts.value.some((draft) => draft.area === area);
	const asked = asks.value.some((one) => one.area === area && OPEN.includes(one.state));
	return isFree(area) && !begun && !asked;
}

/** Sends an ask, or a draft again under its `id`. Undo within five seconds leaves no trace. */
export function ask(wish: Wish, id = newId()): Promise<string> {
	return write(wish, id, { rests: UNDO });
}

/** Keeps the ask as a draft, since the partner has a pause: nothing is sent. */
export function keepDraft(wish: Wish): Promise<string> {
	return write(wish, newId(), { draft: "paused" satisfies Draft["why"] });
}

/** Deletes a draft, after the time for Undo. */
export async function letGo(id: string): Promise<Undo | undefined> {
	const item = held.value.find(({ record_id }) => record_id === id);
	return item && holdDiscard(item.id);
}

/** `withdrawAsk` withdraws with it a yes. */
export const { withdrawRequest: withdrawAsk, undoAnswer, withdrawAnswer } = acts;

/** Says yes until `until`, as `QuietActs.sayYes`. */
export function sayYes(ask_id: string, until: number): Promise<Answer["id"]> {
	const started = serverNow();
	const length = Math.min(Math.max(until - started, MINUTE), LONGEST);
	return acts.sayYes(ask_id, started, Math.round(length / 1000));
}

/** Answers with a later time. */
export function sayLater(ask_id: string, at: number, line: string): Promise<string> {
	return acts.say(ask_id, { answer: "later", later_at: at, ...worded(line) });
}

/** Answers: not now. */
export function sayNotNow(ask_id: string, line: string): Promise<string> {
	return acts.say(ask_id, { answer: "not_now", ...worded(line) });
}

/** Does not answer: nobody is told, and the ask stays open until it ends by itself. */
export function letRest(ask_id: string): Promise<string> {
	return acts.say(ask_id, { answer: "rest" });
}

async function write(
	{ area, line, wants_at, lasts }: Wish,
	id: string,
	how: Pick<Save, "rests" | "draft">,
): Promise<string> {
	const started = serverNow();
	const length = Math.min(Math.max(lasts, MINUTE), LONGEST);
	const at = wants_at !== null && wants_at > started ? toInstant(wants_at) : null;
	const fields = { area, wants_at: at, started_at: toInstant(started), duration_seconds: Math.round(length / 1000) };
	await save(ASKS, { id, space_id: coupleSpace(), fields, words: {}, ...worded(line), ...how });
	return id;
}

function worded(line: string): { readonly words?: Words } {
	const text = line.trim();
	return text ? { words: lineWords(text) } : {};
}

function asAsk(record: Shown): Ask[] {
	const asked = readAsk(record, me());
	if (!asked) return [];
	const around = {
		answers: answers.value,
		withdrawals: askWithdrawals.value,
		answerWithdrawals: answerWithdrawals.value,
	};
	const ends = [
		asked.ends_at,
		asked.expires_at,
		...around.answers.flatMap(({ id, until }) => (id.startsWith(asked.id) ? (until ?? []) : [])),
	];
	const { state, answer } = standingOf(asked, around, nowNear(...ends));
	return [{ ...asked, line: readLine(record.words), pending: record.pending, stuck: record.stuck, state, answer }];
}

function wayOf(area: Area): Way {
	const own = asks.value.filter((one) => one.by_me && one.area === area);
	const open = own.some(({ state }) => state === "waiting" || state === "yes");
	const again = Math.max(0, ...own.map(({ again_at }) => again_at ?? 0));
	return {
		area,
		open,
		rests: !open && again > nowNear(again) ? again : null,
	};
}

function isHeld({ id }: Shown): boolean {
	return held.value.some(({ record_id }) => record_id === id);
}

function coupleId(): string | null {
	return session.value.state === "ready" ? (session.value.couple?.id ?? null) : null;
}
