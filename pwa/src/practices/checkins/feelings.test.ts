import { expect, it } from "vitest";
import vocabulary from "../../../content/feelings.json";
import { feelingGroups, feelingWord } from "./feelings";

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
	expect(feelingGroups(1)[0]?.id).toMatch(/^unpleasant/);
	expect(feelingGroups(5)[0]?.id).toMatch(/^pleasant/);
});

it("still says a word that a newer app added", () => {
	expect(feelingWord("on_edge")).toBe("on edge");
	expect(feelingWord("wistful_again")).toBe("wistful again");
});
