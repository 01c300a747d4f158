/**
 * The server's time as well as this phone can know it, and signals that tick only while somebody looks. The phone's own
 * clock is no proof: somebody can set it. Beside it runs the monotonic one, and the latest time ever seen is kept.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { readMeta, writeMeta } from "./local";
import { APART, steadyNow, wallNow } from "./wall";

const HOUR = 3_600_000;
const NEAR = 120_000;
/** So far estimates of the same clock differ, in milliseconds. */
const SLIP = 1000;

let offset = 0;
let bestRoundTrip = Number.POSITIVE_INFINITY;
/** The latest server time that is sure, and the monotonic clock at that moment. */
let anchor = { server: wallNow(), steady: steadyNow() };
/** At launch the phone's clock read earlier than this phone had seen before. */
let behind = false;
let loaded = false;

const doubt = signal(false);

/**
 * The phone's clock reads earlier than what this phone has seen, or it moved against the monotonic one by over two
 * minutes: then nobody knows the time until the server tells it. Without a clock to trust a yes counts as ended, and a
 * pause as running.
 */
export const unsure: ReadonlySignal<boolean> = doubt;

/** Server time in epoch milliseconds: this phone's clock, put right by the last estimate, and never earlier than what was seen. Works offline. */
export function serverNow(): number {
	const [wall, steady] = [byWall(), bySteady()];
	return wall < steady - SLIP ? steady : wall;
}

/** Server time where a pause must not seem over too soon: while `unsure`, the time that has surely passed. `now` is one of the ticks. */
export function surely(now: number): number {
	return unsure.value ? bySteady() : now;
}

function byWall(): number {
	return wallNow() + offset;
}

/** What is sure by the monotonic clock alone: at least this late. */
function bySteady(): number {
	return Math.floor(anchor.server + Math.max(0, steadyNow() - anchor.steady));
}

function isUnsure(): boolean {
	const away = byWall() - bySteady();
	return behind ? away < -SLIP : Math.abs(away) > APART;
}

/** An instant as the API writes it: RFC 3339, UTC, with milliseconds. */
export function toInstant(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}

/** Reads the estimate of the last launch, or of another tab, and whether the phone's clock can go with it. */
export async function loadClock(): Promise<void> {
	const [kept = 0, seen = Number.NEGATIVE_INFINITY] = await Promise.all([readMeta("offset"), readMeta("seen")]);
	if (loaded && kept === offset && !toldJust(seen)) return;
	loaded = true;
	offset = kept;
	behind = byWall() < seen - SLIP;
	anchor = { server: Math.max(byWall(), seen), steady: steadyNow() };
	look();
}

/** Another tab has heard the server while this one was unsure. */
function toldJust(seen: number): boolean {
	return isUnsure() && Math.abs(byWall() - seen) < APART;
}

/**
 * Takes a reading: the server said `serverTime` in answer to a request that left and came back at these times of the
 * monotonic clock. The quickest answer is the best one; a jump of this phone's clock outdoes any of them.
 */
export async function readServerTime(serverTime: number, left: number, back = steadyNow()): Promise<void> {
	const roundTrip = Math.max(0, back - left);
	const estimate = serverTime + roundTrip / 2 + (steadyNow() - back) - wallNow();
	const jumped = Math.abs(estimate - offset) > roundTrip + SLIP;
	const news = jumped || isUnsure();
	if (roundTrip <= bestRoundTrip || jumped) {
		bestRoundTrip = roundTrip;
		offset = Math.round(estimate);
	}
	behind = false;
	anchor = { server: byWall(), steady: steadyNow() };
	if (news) look();
	await writeMeta("offset", offset);
	await keepSeen();
	if (news) tell({ type: "meta" });
}

/** Keeps how late it is, for the next launch; nothing of it where nobody is at home, or the time is not sure. */
export async function keepSeen(): Promise<void> {
	if (!isUnsure() && (await readMeta("identity"))) await writeMeta("seen", serverNow());
}

/** What hangs on the time follows at once. */
export function look(): void {
	batch(() => {
		doubt.value = isUnsure();
		for (const tick of [second, minute]) tick.value = serverNow();
	});
}

export type DayPart = {
	readonly day: "today" | "yesterday" | "earlier";
	readonly part: "morning" | "afternoon" | "evening" | "night";
};

/** When something was, as people say it and without a clock time, in this phone's zone. The night belongs to the day before it until 5:00. */
export function dayPart(at: number, now: number): DayPart {
	const days = dayNumber(now) - dayNumber(at);
	const hour = new Date(at).getHours();
	const part = hour < 5 || hour >= 22 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
	return { day: days <= 0 ? "today" : days === 1 ? "yesterday" : "earlier", part };
}

function dayNumber(at: number): number {
	const local = new Date(at - 5 * HOUR);
	return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / (24 * HOUR);
}

/** `serverNow()`, new every second while watched by what is on the screen. It stands still where nobody watches: what acts on a tap asks `serverNow()`. */
export const second = ticking(1000);
/** `serverNow()`, new every half minute while watched. */
export const minute = ticking(30_000);

/** `serverNow()` for what happens at these moments: new every second around any of them, every half minute otherwise. */
export function nowNear(...moments: readonly number[]): number {
	return moments.some((at) => Math.abs(at - minute.value) < NEAR) ? second.value : minute.value;
}

function ticking(every: number) {
	let timer: ReturnType<typeof setInterval> | undefined;
	const tick = signal(serverNow(), {
		watched() {
			beat();
			timer = setInterval(beat, every);
		},
		unwatched() {
			clearInterval(timer);
		},
	});
	const beat = (): void =>
		batch(() => {
			doubt.value = isUnsure();
			tick.value = serverNow();
		});
	return tick;
}
