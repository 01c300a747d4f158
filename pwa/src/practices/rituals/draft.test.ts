import { describe, expect, it } from "vitest";
import {
	beginnings,
	type Choices,
	changedChoices,
	choicesOf,
	draftOf,
	recurrenceOf,
	usualChoices,
	usualDate,
	withRhythm,
} from "./draft";
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
		const monthly = withRhythm({ ...dinner, weekdays: ["fr", "sa"] }, "monthly", MONDAY_MORNING);
		expect(recurrenceOf(monthly, MONDAY_MORNING)).toMatchObject({
			frequency: "monthly",
			weekdays: null,
			nth: { weekday: "fr", week: 1 },
			starts: "2026-12-04T19:00",
		});
	});

	it("is every second week where it says so", () => {
		const fortnightly = withRhythm(dinner, "fortnightly", MONDAY_MORNING);
		expect(recurrenceOf(fortnightly, MONDAY_MORNING)).toMatchObject({
			frequency: "weekly",
			interval: 2,
			weekdays: ["fr"],
		});
	});

	it("falls on today's weekday when none was chosen before", () => {
		const daily = usualChoices("daily_check_in", "", MONDAY_MORNING, ZONE);
		expect(withRhythm(daily, "weekly", MONDAY_MORNING).weekdays).toEqual(["mo"]);
	});
	it("takes today's weekday from the ritual's zone, not from the phone's", () => {
		const sunday = Date.parse("2026-11-29T12:00:00Z");
		const weekdayIn = (zone: string) =>
			withRhythm(usualChoices("daily_check_in", "", sunday, zone), "weekly", sunday).weekdays;
		expect(weekdayIn("Pacific/Kiritimati")).toEqual(["mo"]);
		expect(weekdayIn("Pacific/Pago_Pago")).toEqual(["su"]);
	});
});

describe("every two weeks, made on Saturday 26 December", () => {
	const saturday = Date.parse("2026-12-26T12:00:00Z");
	const thursday = { ...usualChoices("own", "", saturday, ZONE), weekdays: ["th"] as const, time: "19:00" };
	const choices = withRhythm(thursday, "fortnightly", saturday);

	it("begins with the next Thursday", () => {
		expect(recurrenceOf(choices, saturday)).toMatchObject({ interval: 2, starts: "2026-12-31T19:00" });
	});

	it("may begin with either of the next two", () => {
		const [soon, later] = beginnings(choices, saturday);
		expect([soon, later]).toEqual(["2026-12-31T19:00", "2027-01-07T19:00"]);
		const second = recurrenceOf({ ...choices, from: "2027-01-07" }, saturday);
		expect(nextTimes(second, saturday, 2).map(({ original }) => original)).toEqual([
			"2027-01-07T19:00",
			"2027-01-21T19:00",
		]);
	});

	it("keeps its weeks when it is edited later", () => {
		const recurrence = recurrenceOf(choices, saturday);
		const later = saturday + 6 * 86_400_000;
		const edited = recurrenceOf({ ...choices, from: recurrence.starts.slice(0, 10), time: "20:00" }, later);
		expect(nextTimes(edited, later, 1)[0]?.original).toBe("2027-01-14T20:00");
	});

	it("chooses among weeks, not among the days of one", () => {
		expect(beginnings({ ...choices, weekdays: ["mo", "th"] }, saturday)).toEqual([
			"2026-12-28T19:00",
			"2027-01-04T19:00",
		]);
	});
});

it("offers nothing to choose where it comes back every week", () => {
	expect(beginnings(dinner, MONDAY_MORNING)).toEqual([]);
});

it("offers as many months as it leaves out", () => {
	const quarterly = { ...withRhythm(dinner, "monthly", MONDAY_MORNING), interval: 3 };
	expect(beginnings(quarterly, MONDAY_MORNING)).toEqual(["2026-12-04T19:00", "2027-01-01T19:00", "2027-02-05T19:00"]);
});

describe("a single date", () => {
	const choices = { ...withRhythm(dinner, "once", MONDAY_MORNING), from: "2026-12-05", until: "" };

	it("is the day that was chosen", () => {
		expect(recurrenceOf(choices, MONDAY_MORNING)).toEqual({
			frequency: "once",
			interval: 1,
			weekdays: null,
			nth: null,
			starts: "2026-12-05T19:00",
			zone: ZONE,
			duration_minutes: 120,
		});
	});

	it("has no time once it has passed", () => {
		expect(nextTimes(recurrenceOf(choices, MONDAY_MORNING), Date.parse("2026-12-06T00:00Z"), 1)).toEqual([]);
	});

	it("is by default when the next of its kind would be", () => {
		const date = usualDate("Date night", MONDAY_MORNING, ZONE);
		expect(recurrenceOf(date, MONDAY_MORNING)).toMatchObject({ frequency: "once", starts: "2026-11-28T19:30" });
		expect(withRhythm(dinner, "once", MONDAY_MORNING).from).toBe("2026-11-27");
	});

	it("drops a last day that another rhythm had", () => {
		expect(withRhythm({ ...dinner, until: "2026-12-31" }, "once", MONDAY_MORNING).until).toBe("");
	});
});

describe("a last day", () => {
	const until = { ...dinner, until: "2026-12-04" };

	it("ends the times", () => {
		const times = nextTimes(recurrenceOf(until, MONDAY_MORNING), MONDAY_MORNING, 5);
		expect(times.map(({ original }) => original)).toEqual(["2026-11-27T19:00", "2026-12-04T19:00"]);
	});
});

describe("editing", () => {
	it.each([
		withRhythm(dinner, "fortnightly", MONDAY_MORNING),
		{ ...withRhythm(dinner, "once", MONDAY_MORNING), from: "2026-12-05" },
		{ ...dinner, until: "2026-12-31" },
	])("starts from what the ritual is", (choices) => {
		const recurrence = recurrenceOf(choices, MONDAY_MORNING);
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

describe("what a form changes", () => {
	it("is nothing without a change, also of the order of the fields", () => {
		expect(changedChoices({ ...dinner }, dinner)).toEqual({});
	});

	it("is the words that were typed, so that a schedule changed elsewhere stays", () => {
		expect(changedChoices({ ...dinner, note: "Candles" }, dinner)).toEqual({ note: "Candles" });
	});

	it("is a schedule as a whole, so that two do not mix", () => {
		const changed = changedChoices({ ...dinner, weekdays: ["tu"] }, dinner);
		const monthly = withRhythm(dinner, "monthly", MONDAY_MORNING);
		expect({ ...monthly, ...changed }).toEqual({ ...dinner, weekdays: ["tu"] });
	});
});
