import { describe, expect, it } from "vitest";
import { leadsInQuietHours, leadsToCome, timesToRemindOf } from "./leads";
import type { Recurrence } from "./recurrence";

const FROM = Date.parse("2026-11-29T12:00:00Z");
const NIGHT = { quiet_from: "22:00", quiet_until: "07:00", zone: "Europe/Berlin" };

function at(time: string, changed: Partial<Recurrence> = {}): Recurrence {
	return {
		frequency: "weekly",
		interval: 1,
		weekdays: ["fr", "su"],
		nth: null,
		starts: `2026-11-27T${time}`,
		zone: "Europe/Berlin",
		duration_minutes: 60,
		...changed,
	};
}

describe("reminders that still come", () => {
	const LEADS = [0, 60, 1440, 2880];
	const toCome = (recurrence: Recurrence) => leadsToCome(LEADS, timesToRemindOf(recurrence, FROM), FROM);

	it("of a date are those after now", () => {
		const once = (starts: string): Recurrence => at("19:00", { frequency: "once", weekdays: null, starts });
		expect(toCome(once("2026-12-03T19:00"))).toEqual(LEADS);
		expect(toCome(once("2026-11-30T19:00"))).toEqual([0, 60, 1440]);
		expect(toCome(once("2026-11-29T13:30"))).toEqual([0]);
		expect(toCome(once("2026-11-29T12:30"))).toEqual([]);
	});

	it("of what happens again are all, if not before the next time", () => {
		expect(toCome(at("13:30"))).toEqual(LEADS);
	});
});

describe("reminders in quiet hours", () => {
	it.each([
		["22:30", [0], [0]],
		["22:30", [0, 60, 1440], [0, 1440]],
		["19:00", [0, 60], []],
		["07:00", [0, 15], [15]],
		["22:00", [0, 1], [0]],
		["19:00", [], []],
	] as const)("of one at %s with leads of %j minutes are those of %j", (time, lead_minutes, quiet) => {
		expect(leadsInQuietHours({ recurrence: at(time), lead_minutes }, NIGHT, FROM)).toEqual(quiet);
	});

	it("are judged by one's own clock", () => {
		const ritual = { recurrence: at("19:00"), lead_minutes: [60] };
		expect(leadsInQuietHours(ritual, { ...NIGHT, zone: "Asia/Tokyo" }, FROM)).toEqual([60]);
	});

	it("are found where only the other half of the year has them", () => {
		// 22:30 UTC in winter is 17:30 in New York, in summer 18:30
		const recurrence = at("17:30", { frequency: "monthly", weekdays: null, zone: "America/New_York" });
		const mine = { quiet_from: "21:00", quiet_until: "22:00", zone: "UTC" };
		expect(leadsInQuietHours({ recurrence, lead_minutes: [0] }, mine, FROM)).toEqual([0]);
		const winter = { ...mine, quiet_from: "22:00", quiet_until: "23:00" };
		expect(leadsInQuietHours({ recurrence, lead_minutes: [0] }, winter, FROM)).toEqual([0]);
	});

	it("are none that would have come before now", () => {
		const once = at("23:00", { frequency: "once", weekdays: null, starts: "2026-11-29T23:00" });
		expect(leadsInQuietHours({ recurrence: once, lead_minutes: [0, 1440] }, NIGHT, FROM)).toEqual([0]);
	});

	it("are none without quiet hours", () => {
		const ritual = { recurrence: at("03:00"), lead_minutes: [0] };
		expect(leadsInQuietHours(ritual, { ...NIGHT, quiet_from: null, quiet_until: null }, FROM)).toEqual([]);
	});
});

it("knows of none where this phone does not know the person's zone", () => {
	const planned = { recurrence: at("22:30"), lead_minutes: [0] };
	expect(leadsInQuietHours(planned, { ...NIGHT, zone: "Middle/Earth" }, FROM)).toEqual([]);
});
