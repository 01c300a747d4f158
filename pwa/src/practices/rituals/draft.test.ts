import { describe, expect, it } from "vitest";
import { type Choices, choicesOf, draftOf, recurrenceOf, usualChoices, withRhythm } from "./draft";
import { nextTimes } from "./recurrence";
import type { Ritual } from "./store";
import { RITUAL_KINDS } from "./words";

const ZONE = "Europe/Berlin";
const MONDAY_MORNING = Date.parse("2026-11-23T08:00:00Z");

const dinner = usualChoices("candlelight_dinner", "Candlelight dinner", MONDAY_MORNING, ZONE);

function first(choices: Choices): string | undefined {
	return nextTimes(recurrenceOf(choices, MONDAY_MORNING), MONDAY_MORNING, 1)[0]?.original;
}

describe("a new ritual", () => {
	it.each(RITUAL_KINDS)("has a schedule without any further choice: %s", (kind) => {
		expect(first(usualChoices(kind, kind, MONDAY_MORNING, ZONE))).toBeDefined();
	});

	it("begins with its first real time, not on the day it was made", () => {
		expect(recurrenceOf(dinner, MONDAY_MORNING).starts).toBe("2026-11-27T19:00");
	});

	it("may begin later on the very same day", () => {
		const budget = usualChoices("weekly_budget_review", "", MONDAY_MORNING, ZONE);
		expect(first(budget)).toBe("2026-11-23T20:00");
	});

	it("leaves the name of one's own to the person", () => {
		expect(usualChoices("own", "Something of your own", MONDAY_MORNING, ZONE).title).toBe("");
	});
});

describe("another rhythm", () => {
	it("takes one weekday for a month", () => {
		const monthly = withRhythm({ ...dinner, weekdays: ["fr", "sa"] }, "monthly", "mo");
		expect(recurrenceOf(monthly, MONDAY_MORNING)).toMatchObject({
			frequency: "monthly",
			weekdays: null,
			nth: { weekday: "fr", week: 1 },
			starts: "2026-12-04T19:00",
		});
	});

	it("is every second week where it says so", () => {
		const fortnightly = withRhythm(dinner, "fortnightly", "mo");
		expect(recurrenceOf(fortnightly, MONDAY_MORNING)).toMatchObject({
			frequency: "weekly",
			interval: 2,
			weekdays: ["fr"],
		});
	});

	it("falls on today's weekday when none was chosen before", () => {
		const daily = usualChoices("daily_check_in", "", MONDAY_MORNING, ZONE);
		expect(withRhythm(daily, "weekly", "mo").weekdays).toEqual(["mo"]);
	});
});

describe("editing", () => {
	it("starts from what the ritual is", () => {
		const recurrence = recurrenceOf(withRhythm(dinner, "fortnightly", "mo"), MONDAY_MORNING);
		// the rest of a ritual plays no part in its choices
		const ritual = {
			kind: "candlelight_dinner",
			title: "Dinner",
			place: "",
			note: "",
			recurrence,
			lead_minutes: [60],
		} as unknown as Ritual;
		expect(recurrenceOf(choicesOf(ritual), MONDAY_MORNING)).toEqual(recurrence);
	});
});

it("is proposed with trimmed words and the longest lead first", () => {
	const draft = draftOf({ ...dinner, title: " Dinner ", leads: [0, 1440, 60] }, MONDAY_MORNING);
	expect(draft).toMatchObject({ title: "Dinner", lead_minutes: [1440, 60, 0] });
});
