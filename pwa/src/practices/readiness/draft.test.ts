import { describe, expect, it } from "vitest";
import { type Draft, draftOf, seenBy, wishesOf } from "./draft";
import { HOUR, type Said } from "./store";

const NOW = Date.parse("2026-11-23T18:00:00.000Z");
const RULES = { talk: "always", money: "always", touch: "mutual", intimacy: "mutual" } as const;
const said = (parts: Partial<Said> = {}): Said => ({
	state: "ready",
	until: NOW + HOUR,
	energy: 3,
	pending: false,
	matched: false,
	...parts,
});
const choose = (draft: Draft, states: Partial<Draft["states"]>): Draft => ({
	...draft,
	states: { ...draft.states, ...states },
});

describe("the first time", () => {
	const empty = draftOf({}, RULES);

	it("nothing is chosen, and nothing is said by saving that", () => {
		expect(empty).toMatchObject({ energy: null, end: "4", states: { talk: "not_now", intimacy: "not_now" } });
		expect(wishesOf(empty, {}, RULES, NOW)).toEqual([]);
	});

	it("what is chosen holds for four hours", () => {
		expect(wishesOf(choose(empty, { touch: "maybe" }), {}, RULES, NOW)).toEqual([
			{ area: "touch", state: "maybe", reveal: "mutual", until: NOW + 4 * HOUR, energy: null },
		]);
	});
});

describe("a change", () => {
	const mine = { talk: said(), touch: said({ until: NOW + 2 * HOUR }) };
	const draft = draftOf(mine, RULES);
	const areas = (changed: Draft) => wishesOf(changed, mine, RULES, NOW).map(({ area, state }) => `${area} ${state}`);

	it("says only what is other than before, and keeps each end", () => {
		expect(areas(draft)).toEqual([]);
		expect(wishesOf(choose(draft, { touch: "maybe" }), mine, RULES, NOW)).toMatchObject([{ until: NOW + 2 * HOUR }]);
		expect(areas(choose(draft, { talk: "not_now" }))).toEqual(["talk not_now"]);
	});

	it("of the end or the energy is one of all that holds", () => {
		expect(areas({ ...draft, end: "8" })).toEqual(["talk ready", "touch ready"]);
		expect(areas({ ...draft, energy: 5 })).toEqual(["talk ready", "touch ready"]);
	});

	it("of a rule is said where nothing else is", () => {
		expect(areas({ ...draft, rules: { ...RULES, money: "mutual" } })).toEqual(["money not_now"]);
	});
});

it("tells who will see what is chosen", () => {
	const empty = draftOf({}, RULES);
	expect(seenBy(empty)).toBeNull();
	expect(seenBy(choose(empty, { talk: "ready", money: "maybe" }))).toBe("always");
	expect(seenBy(choose(empty, { touch: "ready" }))).toBe("mutual");
	expect(seenBy(choose(empty, { talk: "ready", touch: "ready" }))).toBe("mixed");
});
