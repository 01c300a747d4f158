/** A partner without a name is "Your partner" where a sentence starts and "your partner" within one: in every message. */

import { expect, it } from "vitest";
import messages from "../../messages/en.json";
import { initial } from "./names";

const SAID = /m\.(\w+)\(\{ name: (start|inside)\b/g;
const texts = new Map(Object.entries<unknown>(messages));
const sources = import.meta.glob<string>("../{practices,screens,ui}/**/*.tsx", {
	eager: true,
	query: "?raw",
	import: "default",
});
const uses = Object.values(sources).flatMap((source) => [...source.matchAll(SAID)]);

it("names the partner in the form that fits the place in the sentence", () => {
	const wrong = uses.filter(([, key, form]) => form !== formIn(key ?? "")).map(([, key, form]) => `${key}: ${form}`);
	expect(wrong).toEqual([]);
	expect(uses.length).toBeGreaterThan(40);
});

it.each([
	["ana", "A"],
	["👨‍👩‍👧‍👦 us", "👨‍👩‍👧‍👦"],
	["e\u0301lise", "E\u0301"],
	["\u202egnip", "G"],
	["  ", null],
	[`a${"\u0301".repeat(500)}`, null],
	[null, null],
])("takes the first letter of %j", (name, letter) => {
	expect(initial(name)).toBe(letter);
});

function formIn(key: string): "start" | "inside" {
	return /(^|[.!?] )\{name\}/.test(String(texts.get(key))) ? "start" : "inside";
}
