import { expect, it } from "vitest";
import { isolated } from "./isolated";

it("sets words apart that run from right to left", () => {
	expect(isolated("عبد الرحمن")).toBe("\u2068عبد الرحمن\u2069");
	expect(isolated("Dinner with אמא!")).toBe("\u2068Dinner with אמא!\u2069");
});

it.each(["Ana", "Zoë", "Ольга", "美咲", "7", ""])("leaves %j as it was typed", (name) => {
	expect(isolated(name)).toBe(name);
});

it("drops what would turn round the words after it", () => {
	expect(isolated("\u202egnip")).toBe("gnip");
	expect(isolated("\u2067Ana\u2066")).toBe("Ana");
	expect(isolated("\u202dאמא")).toBe("\u2068אמא\u2069");
	expect(isolated("Ana\u200f")).toBe("\u2068Ana\u200f\u2069");
});
