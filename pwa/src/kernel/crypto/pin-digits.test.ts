import { expect, it } from "vitest";
import { plainPin, spellings } from "./pin-digits";

it.each([
	["271828", "271828"],
	["٢٧١٨٢٨", "271828"],
	["۲۷۱۸۲۸", "271828"],
	["２７１８２８", "271828"],
	["२७१८२८", "271828"],
	["𝟚𝟟𝟙𝟠𝟚𝟠", "271828"],
	[" 271 828\n", "271828"],
	["\u200e27\ufeff1828\u200b", "271828"],
	["٢7١8２8", "271828"],
	["Hunter2 ", "Hunter2"],
	["", ""],
])("reads %j as %j", (typed, plain) => {
	expect(plainPin(typed)).toBe(plain);
});

it("knows every digit of every script", () => {
	const all = Array.from({ length: 0x110000 }, (_, point) => point)
		.filter((point) => point < 0xd800 || point > 0xdfff)
		.map((point) => String.fromCodePoint(point))
		.filter((character) => /\p{Nd}/u.test(character));
	const values = all.map(plainPin);
	expect(values.every((value, place) => value === String(place % 10))).toBe(true);
});

it("tries what was typed first, and each spelling once", () => {
	expect(spellings("271828")[0]).toBe("271828");
	expect(spellings("٢٧١٨٢٨").slice(0, 2)).toEqual(["٢٧١٨٢٨", "271828"]);
	expect(spellings("271828")).toContain("٢٧١٨٢٨");
	expect(new Set(spellings("٢٧١٨٢٨")).size).toBe(spellings("٢٧١٨٢٨").length);
});
