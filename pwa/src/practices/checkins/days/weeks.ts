/** Closeness and energy by week, of one person. Computed on the phone and kept nowhere. */

import { dayOf } from "../../../kernel/store/clock";
import type { CheckIn } from "../store";
import { mondayOf } from "./calendar";

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
