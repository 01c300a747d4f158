/** Pauses on this phone: whose is running until when, starting one, and coming back. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { turns } from "../../kernel/browser/turns";
import { minute, second, serverNow, surely, toInstant } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import { lineWords, readLine } from "../../kernel/store/line";
import type { Refusal } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { session, spaceFor, whoIs } from "../../kernel/store/session";
import type { Silence } from "../../kernel/store/silence";
import { dropUnsent, note, removeNow, save } from "../../kernel/sync/write";
import { nextAt } from "../../ui/when";
import { PAUSE_ENDS, PAUSES } from "./kinds";
import { type End, isEnded, over, readEnd, readStretch, running, type Stretch } from "./running";

export interface Pause {
	readonly id: string;
	/** Epoch milliseconds, server time. */
	readonly since: number;
	readonly until: number;
	readonly line: string | null;
	/** `over`: your pause has run out, and you have not said yet how you come back. */
	readonly state: "running" | "over";
	/** `me`: the partner does not know of it, even if there is one by now. */
	readonly audience: "me" | "us";
	readonly pending: boolean;
	/** The server refused it, so nobody else has it. */
	readonly stuck: boolean;
	readonly problem: Refusal | null;
}

export type Then = End["how"];

export interface Return {
	/** Of the pause that ended. */
	readonly id: string;
	readonly how: Then;
	/** For `talk_at`: when, in epoch milliseconds. */
	readonly talk_at: number | null;
	readonly at: number;
}

export interface PauseWish {
	/** Default 30. */
	readonly minutes?: number;
	/** Epoch milliseconds; instead of minutes. */
	readonly until?: number;
	/** For the partner. */
	readonly line?: string;
}

type Known = Stretch & { readonly record: Shown };

const SECOND = 1000;
const MINUTE = 60_000;
/** Seconds added to a chosen minute, so that the end stays in it if this phone's clock is slightly ahead. */
const INTO_MINUTE = 5 * SECOND;
const LONGEST = 24 * 60 * MINUTE;
const HALF_DAY = LONGEST / 2;
/** More extensions than anybody makes in one pause. */
const MOST = 20;

const inTurn = turns<"pause">();
const pauseRecords = shown(PAUSES);
const endRecords = shown(PAUSE_ENDS);
const known = computed(() =>
	pauseRecords.value.flatMap((record) =>
		isHere(record) ? [{ ...readStretch(record.id, record.author_id ?? "", record.fields), record }] : [],
	),
);
/** The ends. A person's own ends count even after they have left the couple. */
const ends = computed(() =>
	endRecords.value.flatMap((record) =>
		isHere(record) || whoIs(record.author_id) === "me"
			? [readEnd(record.id, record.author_id ?? "", record.fields)]
			: [],
	),
);

/** Your pause, running or run out without an end. */
export const myPause: ReadonlySignal<Pause | null> = computed(() => {
	const pauses = by("me");
	const runs = running(pauses, ends.value, nowFor(pauses));
	if (runs) return asPause(runs, "running");
	const done = over(pauses, ends.value, nowFor(pauses));
	return done && done.until > minute.value - HALF_DAY ? asPause(done, "over") : null;
});

/** The partner's running pause. */
export const theirPause: ReadonlySignal<Pause | null> = computed(() => {
	const pauses = by("partner");
	const runs = running(pauses, ends.value, nowFor(pauses));
	return runs && asPause(runs, "running");
});

/** Whose pause is running until when, for the other practices. */
export const silence: ReadonlySignal<Silence> = computed(() => ({
	mine: myPause.value?.state === "running" ? myPause.value.until : null,
	theirs: theirPause.value?.until ?? null,
}));

/** How the partner came back from their last pause, for half a day; nothing while a later pause counts. */
export const theirReturn: ReadonlySignal<Return | null> = computed(() => {
	if (by("partner").some((one) => !isEnded(one, ends.value))) return null;
	const said = ends.value.filter(({ author_id }) => whoIs(author_id) === "partner").sort((a, b) => b.at - a.at)[0];
	return said && said.at > minute.value - HALF_DAY
		? { id: said.id, how: said.how, talk_at: said.talk_at, at: said.at }
		: null;
});

/** Starts a pause: in the couple's space if there is a partner, else for yourself. */
export function pause(wish: PauseWish = {}): Promise<string> {
	return oneAtATime(() => start(wish));
}

/** Starts a pause unless one is running or starting, so that repeated taps start one. */
export function beginPause(): Promise<void> {
	return oneAtATime(async () => {
		if (myPause.value?.state !== "running") await start();
	});
}

/** Tells the partner of a pause that was started alone. */
export async function tellPartner({ since, until }: Pause): Promise<void> {
	await oneAtATime(() => write(since, until));
}

/**
 * Under which id the form of the line keeps what is typed. Not the id or the start of a pause: more time, another length
 * and another line each replace the pause. What was typed and not saved in one pause is there again in the next.
 */
export function lineForm(): string {
	return `pause/${spaceFor("us")}/line`;
}

/** Changes the line. A pause is never edited: another one with the same times replaces it. */
export async function sayLine({ since, until }: Pause, line: string): Promise<void> {
	await oneAtATime(() => write(since, until, line));
}

/** Extends the running pause: another pause, which ends later. */
export function extend(minutes: number): Promise<void> {
	return oneAtATime(async () => {
		const { value } = myPause;
		const end = value?.state === "running" ? value.until : serverNow();
		await start({ until: end + minutes * MINUTE, ...lineOf(value) });
	});
}

/** A longer pause is another one that ends later. A shorter one undoes the running pause and starts a new one. */
export function changeEnd(until: number): Promise<void> {
	return oneAtATime(async () => {
		const { value } = myPause;
		if (until < serverNow() + MINUTE || until === value?.until) return;
		await undoWhile((runs) => runs.until > until);
		await start({ until, ...lineOf(value) });
	});
}

/** Ends your pause, early or after it has run out. `talkAt` in epoch milliseconds, for `talk_at`. */
export function endPause(then: Then, talkAt?: number): Promise<void> {
	return oneAtATime(async () => {
		const open = by("me").filter((one) => !isEnded(one, ends.value));
		const kept = then === "back" ? await dropAllUnsent(open) : open;
		const fields = { then, talk_at: talkAt === undefined ? null : toInstant(talkAt), at: toInstant(serverNow()) };
		for (const { id, record } of lastOfEachSpace(kept)) {
			await note(PAUSE_ENDS, {
				id,
				space_id: record.space_id,
				path: PAUSE_ENDS.path(id),
				body: fields,
				shows: fields,
				parent: { kind: PAUSES, id },
				urgent: true,
			});
		}
	});
}

/** Undoes the running pause with all its extensions. The partner may have seen it. */
export function undoPause(): Promise<void> {
	return oneAtATime(() => undoWhile(() => true));
}

/** The end of a pause until the next such clock time: "07:00". */
export function untilTime(time: string, now = serverNow()): number {
	return nextAt(time, now) + INTO_MINUTE;
}

/** The end of a pause "tonight": seven in the morning, or 24 hours from now if that is sooner. */
export function tonight(now = serverNow()): number {
	const morning = new Date(now);
	if (morning.getHours() >= 4) morning.setDate(morning.getDate() + 1);
	morning.setHours(7, 0, 0, INTO_MINUTE);
	return Math.min(morning.getTime(), now + LONGEST);
}

/** A change reads which pauses there are, so it waits until the one before is stored. */
function oneAtATime<Result>(change: () => Promise<Result>): Promise<Result> {
	return inTurn(["pause"], change);
}

async function start(wish: PauseWish = {}): Promise<string> {
	const now = surely(serverNow());
	const until = within(now, wish.until ?? now + (wish.minutes ?? 30) * MINUTE);
	// the length is in whole seconds, and must give exactly the chosen end
	const length = Math.ceil((until - now) / SECOND) * SECOND;
	return write(until - length, until, wish.line);
}

/** An extended pause consists of several: undoes the last one first. */
async function undoWhile(unwanted: (running: Pause) => boolean): Promise<void> {
	for (let many = 0; many < MOST && myPause.value?.state === "running" && unwanted(myPause.value); many++) {
		const last = by("me")
			.filter((one) => !isEnded(one, ends.value))
			.at(-1);
		if (last) await removeNow(PAUSES, last.record.space_id, last.id);
	}
}

function lineOf(pause: Pause | null): Pick<PauseWish, "line"> {
	return pause?.line ? { line: pause.line } : {};
}

/** A pause started alone and one of the couple need an end each. */
function lastOfEachSpace(pauses: readonly Known[]): Iterable<Known> {
	return new Map(pauses.map((one) => [one.record.space_id, one])).values();
}

async function dropAllUnsent(pauses: readonly Known[]): Promise<Known[]> {
	const kept: Known[] = [];
	// first of all the end of what the server has is stored, so that it is kept even if the page is reloaded at once
	for (const one of pauses) if (!one.record.pending || !(await dropped(one))) kept.push(one);
	return kept;
}

/** If the storage fails it cannot be dropped: then its end is sent. */
async function dropped({ id, record }: Known): Promise<boolean> {
	return dropUnsent(PAUSES, record.space_id, id).catch(() => false);
}

function by(who: "me" | "partner"): Known[] {
	return known.value.filter(({ author_id }) => whoIs(author_id) === who).sort((a, b) => a.since - b.since);
}

function isHere({ space_id }: Shown): boolean {
	const { value } = session;
	return value.state === "ready" && (space_id === value.person_id || space_id === value.couple?.id);
}

/**
 * Ticks every second while a pause is near, else every half minute. While the time is uncertain, a pause counts as
 * running.
 */
function nowFor(pauses: readonly Stretch[]): number {
	return surely(pauses.some(({ until }) => until > minute.value - MINUTE) ? second.value : minute.value);
}

function within(now: number, until: number): number {
	return Math.min(Math.max(until, now + MINUTE), now + LONGEST);
}

async function write(since: number, until: number, line = ""): Promise<string> {
	const id = newId();
	const fields = { started_at: toInstant(since), duration_seconds: Math.round((until - since) / SECOND) };
	const words = line.trim() ? { words: lineWords(line.trim()) } : {};
	await save(PAUSES, { id, space_id: spaceFor("us"), fields, ...words });
	return id;
}

function asPause({ id, since, until, record }: Known, state: Pause["state"]): Pause {
	const { pending, stuck, problem } = record;
	const audience = record.space_id === spaceFor("me") ? "me" : "us";
	return { id, since, until, line: readLine(record.words), state, audience, pending, stuck, problem };
}
