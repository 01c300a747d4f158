import { expect, it } from "vitest";
import { saidName } from "./said-name";

it.each([
	["Ana", "Ana"],
	["  Ana\n\tMaria ", "Ana Maria"],
	["عبد الرحمن", "عبد الرحمن"],
	["J. R.", "J. R."],
	["Dr. Ana-Lucía O’Neill 2", "Dr. Ana-Lucía O’Neill 2"],
	["👩‍❤️‍👨", "👩‍❤️‍👨"],
	["می‌خواهم", "می‌خواهم"],
	["An\u0000a", "An a"],
	["\u3164Ana\uffa0", "Ana"],
	["\u202egnip", "gnip"],
	["\u2067Ana\u2066\ufeff", "Ana"],
	["x".repeat(10_000), `${"x".repeat(40)}…`],
	[`${"x".repeat(38)}👨‍👩‍👧‍👦`, `${"x".repeat(38)}…`],
])("shows %j as %j", (said, shown) => {
	expect(saidName(said)).toBe(shown);
});

it.each([
	null,
	"",
	" \u200b\u2060 ",
	"\u0000",
	"...",
	"\u3164",
	"\u115f\u1160",
	"\uffa0 \u17b4\u034f",
	"https://evil.example/win",
	"evil.example",
	"www。evil.example",
	"Twofold help: 0800 111 222",
	"+49 (30) 12-34-56",
	"@ana",
	"mailto:ana",
	`a${"\u0301".repeat(200)}`,
])("takes %j for no name", (said) => {
	expect(saidName(said)).toBeNull();
});
