import { expect, it } from "vitest";
import { isQuiet } from "./quiet";

it.each([
	["21:59", "22:00", "07:00", false],
	["22:00", "22:00", "07:00", true],
	["22:30", "22:00", "07:00", true],
	["00:00", "22:00", "07:00", true],
	["06:59", "22:00", "07:00", true],
	["07:00", "22:00", "07:00", false],
	["12:00", "09:00", "17:00", true],
	["17:00", "09:00", "17:00", false],
	["08:59", "09:00", "17:00", false],
	["12:00", null, null, false],
] as const)("says of %s with quiet hours from %s until %s: %s", (time, quiet_from, quiet_until, quiet) => {
	expect(isQuiet(time, { quiet_from, quiet_until })).toBe(quiet);
});
