/** A schedule as a sentence, and times as in a list. */

import { serverNow } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { placeOf } from "../../ui/place-of";
import { clockTime, joined, longDate, longDay, onTheWall, shortDate, weekdayNames } from "../../ui/when";
import { nextTimes, type Recurrence, weekdayOf } from "./recurrence";
import { WEEKDAYS, type Weekday } from "./weekdays";
import { instantIn, isZone, type Local, otherZone } from "./zones";

const DAY_MINUTES = 24 * 60;
/** Zones whose clocks agree in one half of the year may differ in the other. */
const HALF_A_YEAR = 182 * 86_400_000;

/**
 * "Every Friday, 19:00". If this phone's clock differs from the ritual's, its own time comes first: "Next Sat 5
 * December, 01:30 · Every Friday, 19:30 New York time".
 */
export function recurrenceWords(recurrence: Recurrence): string {
	const { zone, starts } = recurrence;
	const at = onTheWall(starts);
	const other = isZone(zone) ? otherZone(zone, at, at + HALF_A_YEAR) : zone;
	const rule = m.when_day_time({ day: daysWords(recurrence), time: inZone(wallTime(starts), other) });
	const there = untilWords(recurrence, rule);
	const here = other && hereWords(recurrence);
	return here ? m.when_here_and_there({ here, there }) : there;
}

/** "Every Friday, 19:00", by the clock of its zone, which is not named. */
export function scheduleWords(recurrence: Recurrence): string {
	return untilWords(recurrence, m.when_day_time({ day: daysWords(recurrence), time: wallTime(recurrence.starts) }));
}

/** "19:00", or "19:00 New York time" for a zone that has to be named. */
export function inZone(time: string, zone: string | undefined): string {
	return zone ? m.zone_time({ time, place: placeOf(zone) }) : time;
}

/** "Mon 7 December, 03:00 Tokyo time", "18:00 Lisbon time" on one day, or null where this phone's clock agrees. */
export function thereWords(at: number, zone: string, now: number): string | null {
	const other = otherZone(zone, at);
	if (!other) return null;
	const [time, day] = [clockTime(at, other), shortDate(at, now, other)];
	return inZone(day === shortDate(at, now) ? time : m.when_day_time({ day, time }), other);
}

/** "1 hour before". */
export function leadWords(minutes: number): string {
	if (minutes === 0) return m.lead_at_start();
	if (minutes % DAY_MINUTES === 0) return m.lead_days({ count: minutes / DAY_MINUTES });
	if (minutes % 60 === 0) return m.lead_hours({ count: minutes / 60 });
	return m.lead_minutes({ count: minutes });
}

export function weekdayWord(day: Weekday, width: "long" | "short" = "long"): string {
	return weekdayNames(width)[WEEKDAYS.indexOf(day)] ?? "";
}

export function weekWord(week: 1 | 2 | 3 | 4 | -1): string {
	return { 1: m.week_first, 2: m.week_second, 3: m.week_third, 4: m.week_fourth, [-1]: m.week_last }[week]();
}

/** The clock time in the ritual's zone. */
export function wallTime(local: Local): string {
	return clockTime(onTheWall(local), "UTC");
}

/** Its next time by this phone's clock; of a single one its only time. Null if there is none. */
function hereWords(recurrence: Recurrence): string | null {
	const { frequency, starts, zone } = recurrence;
	const now = serverNow();
	const once = frequency === "once";
	if (!isZone(zone)) return null;
	const at = once ? instantIn(starts, zone) : nextTimes(recurrence, now, 1)[0]?.at;
	if (at === undefined) return null;
	const when = m.when_day_time({ day: once ? longDate(at, now) : shortDate(at, now), time: clockTime(at) });
	return once ? when : m.schedule_next({ when });
}

function untilWords({ until }: Recurrence, when: string): string {
	return until ? m.when_until({ when, day: longDay(until) }) : when;
}

function daysWords({ frequency, interval, weekdays, nth, starts }: Recurrence): string {
	if (frequency === "once") return longDate(onTheWall(starts), serverNow(), "UTC");
	if (frequency === "daily") return m.every_days({ count: interval });
	if (frequency === "weekly") {
		const days = joined((weekdays?.length ? weekdays : [weekdayOf(starts)]).map((day) => weekdayWord(day)));
		return m.every_weeks({ count: interval, days });
	}
	const { weekday, week } = nth ?? { weekday: weekdayOf(starts), week: weekOf(starts) };
	return m.every_months({ count: interval, week: weekWord(week), day: weekdayWord(weekday) });
}

/** A fifth weekday of a month counts as the last. */
function weekOf(starts: Local): 1 | 2 | 3 | 4 | -1 {
	const week = Math.ceil(Number(starts.slice(8, 10)) / 7);
	return week === 1 || week === 2 || week === 3 || week === 4 ? week : -1;
}
