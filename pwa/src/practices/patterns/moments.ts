/**
 * When the two were in a pattern. A moment is a quarter of an hour, and its id names it, so that nothing precise tells
 * who of them said so.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import { dayOf } from "../../kernel/store/clock";
import { type Shown, shown } from "../../kernel/store/records";
import { mondayOf } from "../../ui/when";
import { PATTERN_MOMENTS } from "./kinds";

const MINUTE = 60_000;
export const QUARTER = 15 * MINUTE;
/** For so long after it began a moment is one of now; also how far apart two are that count as one. */
export const FRESH = 3 * QUARTER;

export interface Moment {
	readonly id: string;
	readonly pattern_id: string;
	/** When it began, in epoch milliseconds. */
	readonly at: number;
	/** It waits to be sent. */
	readonly pending: boolean;
}

/** How often in one week. */
export interface Week {
	/** Its Monday, as `dayOf` counts days. */
	readonly monday: number;
	readonly times: number;
}

/** All moments on this phone, the earliest first. */
export const moments: ReadonlySignal<readonly Moment[]> = (() => {
	const records = shown(PATTERN_MOMENTS);
	return computed(() => records.value.map(asMoment).sort((a, b) => a.at - b.at));
})();

/** The id of the moment of a pattern at an instant: "PATTERN/2026-11-30T07:15Z". */
export function momentId(pattern_id: string, at: number): string {
	const began = new Date(Math.floor(at / QUARTER) * QUARTER);
	return `${pattern_id}/${began.toISOString().slice(0, 16)}Z`;
}

/** The patterns that both are in at this instant, the latest first. */
export function freshOf(all: readonly Moment[], now: number): readonly string[] {
	// a phone whose clock is a little ahead begins the next quarter early
	const fresh = all.filter(({ at }) => at <= now + QUARTER && now < at + FRESH);
	return [...new Set(fresh.map(({ pattern_id }) => pattern_id).reverse())];
}

/** The weeks in which the two were in one of their patterns, the latest first. Moments that follow one another count once. */
export function weeksOf(all: readonly Moment[]): readonly Week[] {
	const weeks = new Map<number, number>();
	const last = new Map<string, number>();
	for (const { pattern_id, at } of all) {
		const goesOn = at - (last.get(pattern_id) ?? Number.NEGATIVE_INFINITY) <= FRESH;
		last.set(pattern_id, at);
		const monday = mondayOf(dayOf(at));
		if (!goesOn) weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
	}
	return [...weeks].map(([monday, times]) => ({ monday, times })).reverse();
}

function asMoment({ id, pending }: Shown): Moment {
	return { id, pattern_id: patternIdOf(id), at: beganAt(id), pending };
}

/** When a moment began, in epoch milliseconds; NaN for an id that is none. */
export function beganAt(moment_id: string): number {
	return Date.parse(moment_id.split("/")[1] ?? "");
}

export function patternIdOf(moment_id: string): string {
	return moment_id.split("/")[0] ?? "";
}
