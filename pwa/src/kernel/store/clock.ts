/**
 * The server's time as well as this phone can know it, and signals that tick only while something on the screen uses
 * them. The phone's clock proves nothing, since it can be set. So it is checked against the monotonic clock and against
 * the latest time ever seen.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { APART, atMostSince, type Moment, steadyNow, wallNow } from "../browser/wall";
import { tell } from "./channel";
import { readMeta, writeMeta } from "./meta";

const HOUR = 3_600_000;
const NEAR = 120_000;
/** How far two estimates of one clock may differ, in milliseconds. */
const SLIP = 1000;
/** More than an answer takes: a request is given up after half a minute (http.ts). In milliseconds. */
const OLD = 60_000;

let offset = 0;
let bestRoundTrip = Number.POSITIVE_INFINITY;
/** The latest server time known for certain, and the monotonic clock at that moment. */
let anchor = { server: wallNow(), steady: steadyNow() };
/** Whether, at launch, the phone's clock was earlier than a time this phone had already seen. */
let behind = false;
let loaded = false;

const doubt = signal(false);

/**
 * Whether the time is unknown until the server tells it: the phone's clock is earlier than a time already seen, or has
 * drifted from the monotonic clock by over two minutes. Meanwhile a yes counts as ended, and a pause as running.
 */
export const unsure: ReadonlySignal<boolean> = doubt;

/**
 * Server time in epoch milliseconds: this phone's clock plus the last estimated offset, but never earlier than a time
 * already seen. Works offline.
 */
export function serverNow(): number {
	const [wall, steady] = [byWall(), bySteady()];
	return wall < steady - SLIP ? steady : wall;
}

/**
 * Server time for what must not end too early, such as a pause: while `unsure`, only the time that has certainly
 * passed. `now` is the value of one of the ticks.
 */
export function surely(now: number): number {
	return unsure.value ? bySteady() : now;
}

function byWall(): number {
	return wallNow() + offset;
}

/** Server time by the monotonic clock alone: a lower bound. */
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

/**
 * Loads the offset stored by the last launch or another tab, and checks the phone's clock against the latest time seen.
 */
export async function loadClock(): Promise<void> {
	const [kept = 0, seen = Number.NEGATIVE_INFINITY] = await Promise.all([readMeta("offset"), readMeta("seen")]);
	if (loaded && kept === offset && !toldJust(seen)) return;
	loaded = true;
	offset = kept;
	behind = byWall() < seen - SLIP;
	anchor = { server: Math.max(byWall(), seen), steady: steadyNow() };
	look();
}

/** Whether another tab has heard the server's time while this one was unsure. */
function toldJust(seen: number): boolean {
	return isUnsure() && Math.abs(byWall() - seen) < APART;
}

/**
 * Whether an answer to a request that left then is too old to tell the time: the phone slept meanwhile, or somebody set
 * its clock. The monotonic clock alone would not show that.
 */
export function isOld(left: Moment): boolean {
	return atMostSince(left) > OLD;
}

/**
 * Updates the estimate from an answer that has just come and is not old: `serverTime` is its time, `left` when the
 * request left. The answer with the shortest round trip wins, unless the phone's clock has jumped.
 */
export async function readServerTime(serverTime: number, left: Moment): Promise<void> {
	const roundTrip = Math.max(0, atMostSince(left));
	const estimate = serverTime + roundTrip / 2 - wallNow();
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

/** Stores the time for the next launch, unless it is unsure or this phone has no account. */
export async function keepSeen(): Promise<void> {
	if (!isUnsure() && (await readMeta("identity"))) await writeMeta("seen", serverNow());
}

/** Updates all that depends on the time at once. */
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

/** The day and the part of day of an instant, in this phone's zone. A night belongs to the day before it until 5:00. */
export function dayPart(at: number, now: number): DayPart {
	const days = dayOf(now) - dayOf(at);
	const hour = new Date(at).getHours();
	const part = hour < 5 || hour >= 22 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
	return { day: days <= 0 ? "today" : days === 1 ? "yesterday" : "earlier", part };
}

/**
 * The day that an instant belongs to in this phone's zone, in days since 1 January 1970. A night belongs to the day
 * before it until 5:00.
 */
export function dayOf(at: number): number {
	const local = new Date(at - 5 * HOUR);
	return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / (24 * HOUR);
}

/**
 * `serverNow()`, updated every second while it is watched. Unwatched it is stale: code that acts on a tap must call
 * `serverNow()`.
 */
export const second = ticking(1000);
/** `serverNow()`, updated every half minute while it is watched. */
export const minute = ticking(30_000);

/** `serverNow()`, updated every second near any of these moments, else every half minute. */
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
