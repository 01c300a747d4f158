/** Closeness and energy by week, of one person. Computed on the phone and kept nowhere. */

import { dayOf } from "../../../kernel/store/clock";
import { mondayOf } from "../../../ui/when";
import type { CheckIn } from "../store";

export type Measure = "closeness" | "energy";

/** The mean of each week, from 1 to 5; null for a week without an answer. */
export type Means = readonly (number | null)[];

/** A season. */
export const WEEKS = 13;
/** Of fewer answers nothing is drawn: a line would say more than they do. */
const FEWEST = 7;

/** The means of the weeks from this Monday on; null if there are too few answers to draw them. */
export function meansOf(checkIns: readonly CheckIn[], measure: Measure, firstMonday: number): Means | null {
	const weeks = Array.from({ length: WEEKS }, (): number[] => []);
	for (const checkIn of checkIns) {
		const value = checkIn[measure];
		if (value !== null) weeks[(mondayOf(dayOf(checkIn.at)) - firstMonday) / 7]?.push(value);
	}
	return weeks.flat().length < FEWEST ? null : weeks.map(mean);
}

function mean(values: readonly number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A point of a line: a week, or a part of the way to the next one, and a level. */
export type LinePoint = readonly [place: number, level: number];

/** The lower of two lines where both have weeks that follow each other, with the points where they cross. */
export function lower(one: Means, other: Means): readonly (readonly LinePoint[])[] {
	const lowest = one.map((value, place) => {
		const beside = other[place] ?? null;
		return value === null || beside === null ? null : Math.min(value, beside);
	});
	return strokes(lowest).map((places) =>
		places.flatMap((place): readonly LinePoint[] => [
			...(place === places[0] ? [] : crossing(one, other, place)),
			[place, lowest[place] ?? 0],
		]),
	);
}

/** Where the lines cross between this week and the one before; none if they do not. */
function crossing(one: Means, other: Means, place: number): readonly LinePoint[] {
	const apart = (at: number): number => (one[at] ?? 0) - (other[at] ?? 0);
	const [before, after] = [apart(place - 1), apart(place)];
	if (before * after >= 0) return [];
	const share = before / (before - after);
	const [from, to] = [one[place - 1] ?? 0, one[place] ?? 0];
	return [[place - 1 + share, from + share * (to - from)]];
}

/** The places of weeks that follow each other without a gap: one stroke each. */
export function strokes(means: Means): readonly (readonly number[])[] {
	const found: number[][] = [];
	for (const [place, value] of means.entries()) {
		if (value === null) continue;
		if (place > 0 && means[place - 1] !== null) found.at(-1)?.push(place);
		else found.push([place]);
	}
	return found;
}
