import { describe, expect, it } from "vitest";
import { daytimes, localMoment, nextDaytime } from "./daytime";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

describe("the next time by day", () => {
	it.each([
		["on the hour", at(23, 17), at(23, 17)],
		["within an hour", at(23, 17, 1), at(23, 18)],
		["in the evening", at(23, 20, 1), at(23, 21)],
		["late", at(23, 21, 1), at(24, 8)],
		["just before midnight", at(23, 23, 30), at(24, 8)],
		["in the night", at(24, 1), at(24, 8)],
		["in the early morning", at(24, 7, 30), at(24, 8)],
	])("%s", (_when, from, then) => {
		expect(nextDaytime(from)).toBe(then);
	});
});

it("proposes three times, each at least an hour ahead and none at night, whatever the hour", () => {
	for (let minute = 0; minute < 24 * 60; minute += 10) {
		const now = at(23, 0, minute);
		const proposed = daytimes(now);
		expect(proposed).toHaveLength(3);
		expect([...proposed].sort((one, other) => one - other)).toEqual(proposed);
		expect(new Set(proposed).size).toBe(3);
		for (const time of proposed) {
			const hour = new Date(time).getHours();
			expect(hour >= 8 && hour < 22 && time - now >= 3_600_000, new Date(time).toString()).toBe(true);
		}
	}
});

it("reads a day and a time by this phone's clock", () => {
	expect(localMoment("2026-11-27", "19:00")).toBe(at(27, 19));
});
