import { afterEach, expect, it, vi } from "vitest";
import { dayOf } from "../../../kernel/store/clock";
import { mondayOf } from "../../../ui/when";
import { beginningOf, dayName, dayNamed, firstOf, monthAfter, monthNamed, monthOf, weeksOf } from "./calendar";

const HOUR = 3_600_000;
/** Zones whose clocks change in the north, in the south, by half an hour, or never; and one that left out a day. */
const ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "UTC", "Pacific/Apia"];

afterEach(() => {
	vi.unstubAllEnvs();
});

it("has each day of a month once, in weeks from Monday, in every zone", () => {
	for (const zone of ZONES) {
		vi.stubEnv("TZ", zone);
		for (const [month, days] of [
			["2026-02", 28],
			["2024-02", 29],
			["2026-03", 31],
			["2026-10", 31],
			["2011-12", 31],
		] as const) {
			const weeks = weeksOf(month);
			const all = weeks.flat().flatMap((day) => (day === null ? [] : [dayName(day)]));
			const whole = Array.from({ length: days }, (_, place) => `${month}-${String(place + 1).padStart(2, "0")}`);
			expect(all).toEqual(whole);
			expect(weeks.every((week) => week.length === 7)).toBe(true);
		}
	}
	expect(weeksOf("2026-11")[0]?.map((day) => day && dayName(day))).toEqual([
		null,
		null,
		null,
		null,
		null,
		null,
		"2026-11-01",
	]);
});

it("puts each hour of the days on which the clocks change into a day that the month has", () => {
	for (const zone of ZONES.slice(0, 5)) {
		vi.stubEnv("TZ", zone);
		for (const month of ["2026-03", "2026-04", "2026-09", "2026-10", "2026-11"]) {
			const days = weeksOf(month)
				.flat()
				.filter((day) => day !== null);
			for (const day of days) {
				const noon = new Date(`${dayName(day)}T12:00`).getTime();
				expect([zone, dayOf(noon)]).toEqual([zone, day]);
				expect(Math.abs(beginningOf(day) - (noon - 7 * HOUR))).toBeLessThanOrEqual(HOUR);
			}
		}
	}
});

it("leaves a night to the day before, as Today does", () => {
	vi.stubEnv("TZ", "Europe/Berlin");
	expect(dayName(dayOf(new Date("2026-11-28T04:59").getTime()))).toBe("2026-11-27");
	expect(dayName(dayOf(new Date("2026-11-28T05:00").getTime()))).toBe("2026-11-28");
	expect(monthOf(dayOf(new Date("2026-12-01T02:00").getTime()))).toBe("2026-11");
});

it("goes from month to month over the years", () => {
	expect(monthAfter("2026-12")).toBe("2027-01");
	expect(monthAfter("2026-01", -1)).toBe("2025-12");
	expect(dayName(firstOf("2024-03") - 1)).toBe("2024-02-29");
	expect(dayName(mondayOf(dayNamed("2026-11-29") ?? 0))).toBe("2026-11-23");
	expect(dayName(mondayOf(dayNamed("2026-11-23") ?? 0))).toBe("2026-11-23");
	expect(dayName(mondayOf(dayNamed("1969-12-31") ?? 0))).toBe("1969-12-29");
});

it("reads no day and no month from an address that names none", () => {
	for (const name of ["", "search", "2026-02-30", "2026-13-01", "2026-1-1", undefined])
		expect(dayNamed(name)).toBeNull();
	for (const name of ["2026-13", "2026", undefined]) expect(monthNamed(name)).toBeNull();
	expect(monthNamed("2026-11")).toBe("2026-11");
});
