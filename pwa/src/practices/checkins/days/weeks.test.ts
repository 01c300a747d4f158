import { expect, it } from "vitest";
import { checkInOf } from "../../../testing/check-ins";
import { dayNamed } from "./calendar";
import { lower, meansOf, strokes, WEEKS } from "./weeks";

const MONDAY = dayNamed("2026-09-07") ?? 0;

/** A check-in in the week so many weeks after the first, with this closeness. */
function inWeek(week: number, closeness: 1 | 2 | 3 | 4 | 5 | null) {
	return checkInOf({ at: new Date(2026, 8, 7 + 7 * week, 12).getTime(), closeness });
}

it("is the mean of each week, and empty where there is no answer", () => {
	const said = [inWeek(0, 1), inWeek(0, 2), inWeek(1, 5), inWeek(1, null), inWeek(4, 3), inWeek(4, 3), inWeek(12, 4)];
	const means = meansOf([...said, inWeek(12, 4)], "closeness", MONDAY);
	expect(means).toHaveLength(WEEKS);
	expect(means?.slice(0, 5)).toEqual([1.5, 5, null, null, 3]);
	expect(means?.[12]).toBe(4);
});

it("draws nothing of fewer than seven answers, however many check-ins there are", () => {
	const six = [0, 1, 2, 3, 4, 5].map((week) => inWeek(week, 3));
	expect(meansOf([...six, inWeek(6, null), inWeek(7, null)], "closeness", MONDAY)).toBeNull();
	expect(meansOf([...six, inWeek(6, 3)], "closeness", MONDAY)).not.toBeNull();
	expect(meansOf([...six, inWeek(6, 3)], "energy", MONDAY)).toBeNull();
});

it("leaves out what is before or after the weeks shown", () => {
	const seven = [0, 1, 2, 3, 4, 5].map((week) => inWeek(week, 3));
	expect(meansOf([...seven, inWeek(-1, 3), inWeek(13, 3)], "closeness", MONDAY)).toBeNull();
});

it("joins only weeks that follow each other", () => {
	expect(strokes([1, 2, null, null, 3, null, 4, 5, 5])).toEqual([[0, 1], [4], [6, 7, 8]]);
	expect(strokes([null, null])).toEqual([]);
});

it("has the lower of two lines where both are drawn, with the points where they cross", () => {
	expect(lower([1, 3, null, 2], [3, 1, 4, 5])).toEqual([
		[
			[0, 1],
			[0.5, 2],
			[1, 1],
		],
		[[3, 2]],
	]);
	expect(lower([2, 2], [2, 4])).toEqual([
		[
			[0, 2],
			[1, 2],
		],
	]);
	expect(lower([null, 1], [1, null])).toEqual([]);
});
