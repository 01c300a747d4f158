import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sayWhat } from "../../screens/tray-words";
import { timeWords } from "./date-tile";
import { firstTimes } from "./first-times";
import { nextTimes, type Recurrence } from "./recurrence";
import { recurrenceWords, wallTime } from "./schedule-words";
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
	it("names the zone, in its rhythm and at each time", () => {
		expect(recurrenceWords(every("2026-12-05T19:30", "America/New_York"))).toBe("Every Saturday, 19:30 New York time");
		expect(timeWords(instantIn("2026-12-05T19:30", "America/New_York"), "America/New_York")).toBe(
			"19:30 New York time",
		);
	});

	it("keeps a clock time that Berlin's clocks skip", () => {
		const sunday = "2027-03-28T02:30";
		expect(wallTime(sunday)).toBe("02:30");
		expect(recurrenceWords(every(sunday, "America/New_York"))).toBe("Every Sunday, 02:30 New York time");
		expect(timeWords(instantIn(sunday, "America/New_York"), "America/New_York")).toBe("02:30 New York time");
		expect(sayWhat(null, { moved_to: sunday }).join()).toContain("02:30");
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

	it("are days of the ritual's own zone, with the year where it is another", () => {
		expect(firstTimes(every("2027-01-02T22:00", "America/New_York"), now)).toEqual({
			first: "First: Sat, 2 January 2027, 22:00 New York time",
			after: "Then: Sat, 9 January 2027 and Sat, 16 January 2027",
		});
	});

	it("say where this phone cannot know them", () => {
		expect(firstTimes(every("2026-12-05T19:30", "Middle/Minas_Tirith"), now).first).toContain(
			"doesn't know Minas Tirith time",
		);
	});
});

it("names no zone whose clocks agree with this phone's", () => {
	expect(recurrenceWords(every("2026-12-05T19:30", "Europe/Vienna"))).toBe("Every Saturday, 19:30");
	expect(otherZone("Europe/Berlin", 0)).toBeUndefined();
});

it("names a zone whose clocks agree for half a year only", () => {
	expect(recurrenceWords(every("2026-12-05T19:30", "Africa/Algiers"))).toBe("Every Saturday, 19:30 Algiers time");
});

describe("a zone that this phone does not know", () => {
	it("has no times, and its rhythm names it", () => {
		const ritual = every("2026-12-05T19:30", "Middle/Minas_Tirith");
		expect(nextTimes(ritual, 0, 3)).toEqual([]);
		expect(recurrenceWords(ritual)).toBe("Every Saturday, 19:30 Minas Tirith time");
	});
});
