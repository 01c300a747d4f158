import { expect, it } from "vitest";
import vocabulary from "../../content/feelings.json";
import { MOODS } from "./faces";
import { feelingGroups, feelingWord, isKnownFeeling, likelyTone, ownFeeling, suitingFeelings } from "./feelings";
import { LONGEST_FEELING, readFeelings } from "./feelings-read";

const all = vocabulary.groups.flatMap(({ feelings }) => feelings);

it("offers about sixty words, each once", () => {
	expect(all.length).toBeGreaterThanOrEqual(55);
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it("covers pleasant and unpleasant, with high and with low energy", () => {
	const kinds = vocabulary.groups.map(({ tone, energy }) => `${tone} ${energy}`);
	expect(kinds.sort()).toEqual(["pleasant high", "pleasant low", "unpleasant high", "unpleasant low"]);
});

it("shows first what is likely for the face", () => {
	expect(feelingGroups(likelyTone(1))[0]?.id).toMatch(/^unpleasant/);
	expect(feelingGroups(likelyTone(5))[0]?.id).toMatch(/^pleasant/);
});

it("has for each face some that suit it", () => {
	for (const mood of MOODS) {
		const suiting = suitingFeelings(mood);
		expect(suiting.filter((id) => !isKnownFeeling(id))).toEqual([]);
		expect(new Set(suiting).size).toBe(9);
	}
});

it("keeps an own word as it is, and knows one of the vocabulary again", () => {
	expect(ownFeeling("  wistful  again ")).toBe("wistful again");
	expect(ownFeeling("On Edge")).toBe("on_edge");
	expect([isKnownFeeling("wistful again"), isKnownFeeling("on_edge")]).toEqual([false, true]);
});

it("still says a word that a newer app added", () => {
	expect(feelingWord("on_edge")).toBe("on edge");
	expect(feelingWord("wistful_again")).toBe("wistful again");
});

it("reads what another version wrote, as far as it makes sense", () => {
	expect(readFeelings(["tired", 3, "x".repeat(90), "sad", "torn"])).toEqual([
		"tired",
		"x".repeat(LONGEST_FEELING),
		"sad",
	]);
	expect(readFeelings("tired")).toEqual([]);
});
