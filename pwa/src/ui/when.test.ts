import { beforeEach, describe, expect, it, vi } from "vitest";
import { clockTime, daypartWords, dayWord, longDate, nextAt, ownMoment, returnTime, shortDate } from "./when";

const MINUTE = 60_000;

function at(local: string): number {
	return new Date(local).getTime();
}

beforeEach(() => {
	vi.stubGlobal("navigator", { language: "en-GB", languages: ["en-GB"] });
});

describe("how the partner's moments are said", () => {
	const now = at("2026-11-23T20:30");

	it.each([
		["2026-11-23T07:10", "this morning"],
		["2026-11-23T13:00", "this afternoon"],
		["2026-11-23T20:29", "this evening"],
		["2026-11-22T19:00", "yesterday evening"],
		["2026-11-22T23:30", "last night"],
		["2026-11-18T19:00", "on Wednesday"],
		["2026-11-19T02:00", "on Wednesday"],
		["2026-11-16T12:00", "on 16 November"],
		["2025-12-24T19:00", "on 24 December 2025"],
	])("%s is %s", (moment, words) => {
		expect(daypartWords(at(moment), now)).toBe(words);
	});

	it("never with a clock time", () => {
		for (let hours = 0; hours < 60; hours++) expect(daypartWords(now - hours * 60 * MINUTE, now)).not.toMatch(/\d/);
	});
});

it("says of one's own moment that it was just now, for two minutes", () => {
	const now = at("2026-11-23T20:30");
	expect(ownMoment(now - MINUTE, now)).toBe("just now");
	expect(ownMoment(now - 3 * MINUTE, now)).toBe("this evening");
});

it("names a return beyond midnight by its day", () => {
	const now = at("2026-11-23T22:30");
	expect(returnTime(at("2026-11-23T23:00"), now)).toBe("23:00");
	expect(returnTime(at("2026-11-24T07:00"), now)).toBe("07:00 tomorrow");
});

it("names days near by weekday and days far by date", () => {
	const now = at("2026-11-23T08:00");
	expect(dayWord(at("2026-11-27T19:00"), now)).toBe("Friday");
	expect(dayWord(at("2026-12-04T19:00"), now)).toBe("4 December");
	expect(dayWord(at("2027-12-04T19:00"), now)).toBe("4 December 2027");
});

it("says the year where it is not this one", () => {
	const now = at("2026-11-23T08:00");
	expect(longDate(at("2026-11-27T19:00"), now)).toBe("Friday 27 November");
	expect(longDate(at("2027-01-01T19:00"), now)).toBe("Friday 1 January 2027");
	expect(shortDate(at("2026-12-18T19:00"), now)).toBe("Fri 18 December");
	expect(shortDate(at("2027-01-01T19:00"), now)).toBe("Fri 1 January 2027");
});

it("takes a clock time that has passed as tomorrow's", () => {
	const now = at("2026-11-23T20:30");
	expect(nextAt("21:00", now)).toBe(at("2026-11-23T21:00"));
	expect(nextAt("07:00", now)).toBe(at("2026-11-24T07:00"));
});

it("writes clock times in two digits", () => {
	expect(clockTime(at("2026-11-23T07:05"))).toBe("07:05");
});

it("keeps the comma of a language that writes one with and without a year", async () => {
	vi.stubGlobal("navigator", { language: "en-US", languages: ["en-US"] });
	// the formats of the other language are kept for good
	vi.resetModules();
	const { longDate } = await import("./when");
	const now = at("2026-11-23T08:00");
	expect(longDate(at("2026-11-27T19:00"), now)).toBe("Friday, November 27");
	expect(longDate(at("2027-01-01T19:00"), now)).toBe("Friday, January 1, 2027");
});
