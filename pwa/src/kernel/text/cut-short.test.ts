import { expect, it } from "vitest";
import { cut, cutShort } from "./cut-short";

const FAMILY = "👨‍👩‍👧‍👦";

it.each([
	["x".repeat(40), "x".repeat(40)],
	["x".repeat(41), `${"x".repeat(40)}…`],
	[`${"x".repeat(38)}${FAMILY}`, `${"x".repeat(38)}…`],
	[`${"x".repeat(33)}${FAMILY}y`, `${"x".repeat(33)}${FAMILY}…`],
	[`${"x".repeat(39)}e\u0301`, `${"x".repeat(39)}…`],
	["é".repeat(50), `${"é".repeat(40)}…`],
	["", ""],
])("cuts %j between characters", (text, short) => {
	expect(cutShort(text)).toBe(short);
});

it("cuts to any length, and says nothing of it", () => {
	expect(cut(`a${FAMILY}b`, 7)).toBe("a");
	expect(cut(`a${FAMILY}b`, 8)).toBe(`a${FAMILY}`);
	expect(cut("ab", 2)).toBe("ab");
});
