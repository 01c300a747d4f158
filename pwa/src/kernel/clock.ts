/** The server's time as well as this phone can know it, and signals that tick only while somebody looks. */

import { signal } from "@preact/signals";
import { readMeta, writeMeta } from "./local";

const HOUR = 3_600_000;
const NEAR = 120_000;

let offset = 0;
let bestRoundTrip = Number.POSITIVE_INFINITY;

/** Server time in epoch milliseconds: this phone's clock, put right by the last estimate. Works offline. */
export function serverNow(): number {
	return Date.now() + offset;
}

/** An instant as the API writes it: RFC 3339, UTC, with milliseconds. */
export function toInstant(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}

/** Reads the estimate of the last launch. */
export async function loadClock(): Promise<void> {
	offset = (await readMeta("offset")) ?? 0;
}

/**
 * Takes a reading: the server said `serverTime` in answer to a request that left and came back at these times of
 * this phone. The quickest answer is the best one; a jump of this phone's clock outdoes any of them.
 */
export async function readServerTime(serverTime: number, left: number, back: number): Promise<void> {
	const roundTrip = Math.max(0, back - left);
	const estimate = serverTime - (left + roundTrip / 2);
	const jumped = Math.abs(estimate - offset) > roundTrip + 1000;
	if (roundTrip > bestRoundTrip && !jumped) return;
	bestRoundTrip = roundTrip;
	offset = Math.round(estimate);
	if (jumped) for (const tick of [second, minute]) tick.value = serverNow();
	await writeMeta("offset", offset);
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
			tick.value = serverNow();
			timer = setInterval(() => {
				tick.value = serverNow();
			}, every);
		},
		unwatched() {
			clearInterval(timer);
		},
	});
	return tick;
}
