import { expect, it } from "vitest";
import { placeAfter } from "./turns";
import type { Says } from "./words";

function places(mine_first: boolean, ...says: Says[]) {
	return says.map((_, count) =>
		placeAfter(
			says.slice(0, count).map((one) => ({ says: one })),
			mine_first,
		),
	);
}

it("alternates: a turn, a reflection, whether the speaker feels heard, and then the other's turn", () => {
	const found = places(true, "turn", "reflection", "not_yet", "reflection", "heard", "turn", "reflection");
	expect(found.map(({ next, mine }) => [next, mine])).toEqual([
		["turn", true],
		["reflection", false],
		["mark", true],
		["reflection", false],
		["mark", true],
		["turn", false],
		["reflection", true],
	]);
	expect(found.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it("is the same place on the other phone", () => {
	const says: Says[] = ["turn", "reflection", "heard", "turn", "reflection", "not_yet", "reflection"];
	const [mine, theirs] = [places(true, ...says), places(false, ...says)];
	expect(mine.map(({ next, number }) => [next, number])).toEqual(theirs.map(({ next, number }) => [next, number]));
	expect(mine.every(({ mine: one }, index) => one !== theirs[index]?.mine)).toBe(true);
});
