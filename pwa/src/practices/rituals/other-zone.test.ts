import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import face from "./face";
import { firstTimes } from "./first-times";
import { nextTimes, type Recurrence } from "./recurrence";
import { recurrenceWords, thereWords, wallTime } from "./schedule-words";
import { instantIn, otherZone } from "./zones";

function every(starts: string, zone: string): Recurrence {
	return { frequency: "weekly", interval: 1, weekdays: null, nth: null, starts, zone, duration_minutes: 60 };
}

beforeEach(() => {
	vi.stubEnv("TZ", "Europe/Berlin");
	vi.stubGlobal("navigator", { language: "en-GB", languages: ["en-GB"] });
});

afterEach(() => {
	vi.unstubAllEnvs();
	vi.unstubAllGlobals();
});

describe("a ritual of New York, seen in Berlin", () => {
	const now = Date.parse("2040-12-01T12:00Z");
	const there = (local: string): string | null =>
		thereWords(instantIn(local, "America/New_York"), "America/New_York", now);

	it("says first when its next time is here, and names the zone of its rhythm", () => {
		expect(recurrenceWords(every("2040-12-08T19:30", "America/New_York"))).toBe(
			"Next Sun 9 December 2040, 01:30 · Every Saturday, 19:30 New York time",
		);
	});

	it("says of a single date first when it is here", () => {
		const once: Recurrence = { ...every("2040-12-08T19:30", "America/New_York"), frequency: "once" };
		expect(recurrenceWords(once)).toBe("Sunday 9 December 2040, 01:30 · Saturday 8 December 2040, 19:30 New York time");
	});

	it("names the zone at each time, with the day where it is another", () => {
		expect(there("2040-12-08T19:30")).toBe("Sat 8 December, 19:30 New York time");
		expect(there("2040-12-08T12:30")).toBe("12:30 New York time");
	});

	it("keeps a clock time that Berlin's clocks skip", () => {
		const sunday = "2040-03-25T02:30";
		expect(wallTime(sunday)).toBe("02:30");
		expect(recurrenceWords(every(sunday, "America/New_York"))).toContain("Every Sunday, 02:30 New York time");
		expect(there(sunday)).toBe("02:30 New York time");
		expect(face.kinds.ritual_occurrences?.lines?.(null, { moved_to: sunday }).join()).toContain("02:30");
	});
});

describe("the first times, before anybody says yes", () => {
	const now = Date.parse("2026-12-01T12:00Z");

	it("are three, with the clock time of the first", () => {
		expect(firstTimes(every("2026-12-05T19:30", "Europe/Berlin"), now)).toEqual({
			first: "First: Sat 5 December, 19:30",
			after: "Then: Sat 12 December and Sat 19 December",
		});
	});

	it("are days and times of one's own, with the year where it is another", () => {
		expect(firstTimes(every("2027-01-02T22:00", "America/New_York"), now)).toEqual({
			first: "First: Sun 3 January 2027, 04:00",
			after: "Then: Sun 10 January 2027 and Sun 17 January 2027",
		});
	});

	it.each([
		["once", "This time has passed. Choose a later one."],
		["weekly", "There is no date left. Choose a later day."],
	] as const)("say that none is left, of one that comes %s", (frequency, first) => {
		const past = { ...every("2026-11-24T19:30", "Europe/Berlin"), frequency, until: "2026-11-30" };
		expect(firstTimes(past, now)).toEqual({ first, after: "" });
	});

	it("say where this phone cannot know them", () => {
		expect(firstTimes(every("2026-12-05T19:30", "Middle/Minas_Tirith"), now).first).toContain(
			"doesn't know Minas Tirith time",
		);
	});
});

it("names no zone whose clocks agree with this phone's", () => {
	expect(recurrenceWords(every("2026-12-05T19:30", "Europe/Vienna"))).toBe("Every Saturday, 19:30");
	expect(thereWords(0, "Europe/Berlin", 0)).toBeNull();
	expect(otherZone("Europe/Berlin", 0)).toBeUndefined();
});

it("names a zone whose clocks agree for half a year only", () => {
	expect(recurrenceWords(every("2040-12-08T19:30", "Africa/Algiers"))).toContain("Every Saturday, 19:30 Algiers time");
});

describe("a zone that this phone does not know", () => {
	it("has no times, and its rhythm names it", () => {
		const ritual = every("2026-12-05T19:30", "Middle/Minas_Tirith");
		expect(nextTimes(ritual, 0, 3)).toEqual([]);
		expect(recurrenceWords(ritual)).toBe("Every Saturday, 19:30 Minas Tirith time");
	});
});
