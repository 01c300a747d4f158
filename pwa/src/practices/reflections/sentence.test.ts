import { expect, it } from "vitest";
import { m } from "../../paraglide/messages.js";
import { isKnownFeeling } from "../../ui/feelings";
import { sentenceOf } from "./sentence";
import { AT_FIRST } from "./steps";
import { readReflection } from "./words";

const NOTHING = { feelings: [], when: "", need: "", act: null };

it("is put together from all that was said", () => {
	const [, example = ""] = m.reflection_happened_hint().split("For example:");
	const said = {
		feelings: ["hurt", "on_edge"],
		when: example,
		need: "honesty",
		act: "talk" as const,
	};
	expect(sentenceOf(said)).toBe(
		"I feel hurt and on edge when the phone lights up late, because I need honesty, and I would like to talk about it.",
	);
});

it("reads as a sentence whatever was skipped", () => {
	expect(sentenceOf(NOTHING)).toBe("");
	expect(sentenceOf({ ...NOTHING, feelings: ["hurt"] })).toBe("I feel hurt.");
	expect(sentenceOf({ ...NOTHING, when: "you came home late" })).toBe("When you came home late.");
	expect(sentenceOf({ ...NOTHING, when: "you came home late", need: "time" })).toBe(
		"When you came home late, I need time.",
	);
	expect(sentenceOf({ ...NOTHING, need: "a walk", act: "let_pass" })).toBe(
		"I need a walk, and I would like to let it pass.",
	);
	expect(sentenceOf({ ...NOTHING, act: "pause" })).toBe("I would like a pause.");
});

it("offers at first only feelings of the vocabulary", () => {
	expect(AT_FIRST.filter((feeling) => !isKnownFeeling(feeling))).toEqual([]);
});

it("reads what another version wrote, as far as it makes sense", () => {
	expect(readReflection({ sentence: "I feel calm.", act: "dance", feelings: "calm", need: 3 })).toEqual({
		...NOTHING,
		sentence: "I feel calm.",
	});
	expect(readReflection({ act: "dance", sentence: " " })).toBeNull();
	expect(readReflection(null)).toBeNull();
});
