import { expect, it } from "vitest";
import { m } from "../../paraglide/messages.js";
import { readCheckIn } from "./words";

it("reads what was said", () => {
	const words = { mood: 4, energy: 2, closeness: null, feelings: ["calm", "tired"], note: "A long day" };
	expect(readCheckIn(words)).toEqual({ ...words, added_later: false });
	expect(readCheckIn({ ...words, added_later: true })?.added_later).toBe(true);
});

it("takes what is missing or malformed as not said", () => {
	const read = readCheckIn({
		mood: 1,
		added_later: "yes",
		energy: 9,
		closeness: "3",
		feelings: ["a", 2, "b", "c", "d"],
		note: 5,
	});
	expect(read).toEqual({
		mood: 1,
		energy: null,
		closeness: null,
		feelings: ["a", "b", "c"],
		note: "",
		added_later: false,
	});
});

it("cuts an own word for a feeling between characters", () => {
	const family = "👨‍👩‍👧‍👦";
	const read = readCheckIn({ mood: 1, feelings: [`${"x".repeat(38)}${family}`] });
	expect(read?.feelings).toEqual(["x".repeat(38)]);
});

it.each([null, {}, { mood: 0 }, { mood: 6 }, { mood: 2.5 }, { mood: "3" }])(
	"is nothing without a face: %j",
	(words) => {
		expect(readCheckIn(words)).toBeNull();
	},
);

it("is only for oneself in two words that no narrow circle parts", () => {
	expect(m.check_in_only_me_when({ when: "just now" })).toMatch(/ only\u00a0you$/);
});
