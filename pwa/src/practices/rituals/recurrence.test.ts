import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/recurrence.json";
import { nextTimes, timesBetween } from "./recurrence";
import { readRecurrence } from "./words";
import { instantIn, isZone, localAt } from "./zones";

describe("the vectors that the API passes too", () => {
	it.each(vectors.cases)("$name", ({ recurrence, after, count, expected }) => {
		const read = readRecurrence(recurrence);
		expect(read).not.toBeNull();
		if (!read) return;
		const times = nextTimes(read, Date.parse(after), count).map(({ original, at }) => ({
			original,
			at: new Date(at).toISOString(),
		}));
		expect(times).toEqual(expected);
	});
});

describe("times between two instants", () => {
	it("gives the same as counting, and stops", () => {
		const daily = readRecurrence(vectors.cases[0]?.recurrence);
		if (!daily) throw new Error("the first vector is readable");
		const [from, until] = [Date.parse("2026-10-23T12:00:00Z"), Date.parse("2026-10-26T18:00:00Z")];
		expect(timesBetween(daily, from, until)).toEqual(nextTimes(daily, from, 4));
	});
});

describe("zones", () => {
	it("goes from a clock time to the instant and back", () => {
		const at = instantIn("2026-11-27T19:00", "Asia/Kathmandu");
		expect(new Date(at).toISOString()).toBe("2026-11-27T13:15:00.000Z");
		expect(localAt(at, "Asia/Kathmandu")).toBe("2026-11-27T19:00");
	});

	it("knows what is no zone", () => {
		expect(isZone("Europe/Berlin")).toBe(true);
		expect(isZone("Middle/Earth")).toBe(false);
	});
});

describe("what cannot be computed", () => {
	it.each([
		null,
		undefined,
		"daily",
		[],
		{ frequency: "yearly", interval: 1, starts: "2026-11-27T19:00", zone: "UTC", duration_minutes: 60 },
	])("%j is no recurrence", (value) => {
		expect(readRecurrence(value)).toBeNull();
	});
});
