import { afterEach, expect, it, vi } from "vitest";
import { guessCountry } from "../screens/help-country";
import { phoneLanguages } from "./phone-languages";

afterEach(() => vi.unstubAllGlobals());

it.each([
	[["en-US@posix"], []],
	[["C"], []],
	[[], []],
	[["en_US"], []],
	[["en-US@posix", "en-GB"], ["en-GB"]],
	[
		["de-DE", "en"],
		["de-DE", "en"],
	],
])("of %j it takes %j, and clocks and help lines go on", async (languages, usable) => {
	vi.stubGlobal("navigator", { language: languages[0] ?? "", languages });
	expect(phoneLanguages()).toEqual(usable);
	vi.resetModules(); // formats are kept
	const { clockTime } = await import("./when");
	expect(clockTime(Date.UTC(2026, 10, 29, 12))).toMatch(/\d/);
	expect(guessCountry(["GB"])).toMatch(/^(GB)?$/);
});
