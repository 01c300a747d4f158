/**
 * When a ritual recurs. A clock time in the ritual's zone stays that clock time: one that a DST change skips moves
 * forward by the gap, and of a repeated one the first counts. Weeks start on Monday. Pure; the server passes the same
 * vectors (tests/vectors/recurrence.json).
 */

import { WEEKDAYS, type Weekday } from "./weekdays";
import { dayOf, instantIn, isZone, type Local, localAt, timeOf, toLocal } from "./zones";

export interface Recurrence {
	readonly frequency: "once" | "daily" | "weekly" | "monthly";
	/** The interval in days, weeks or months, counted from `starts`: 1 to 12. */
	readonly interval: number;
	/** Weekly: these days; null means the weekday of `starts`. */
	readonly weekdays: readonly Weekday[] | null;
	/**
	 * Monthly: the first to fourth or the last (-1) of this weekday; null means as `starts`, where a fifth counts as the
	 * last.
	 */
	readonly nth: { readonly weekday: Weekday; readonly week: 1 | 2 | 3 | 4 | -1 } | null;
	/** "2026-11-27T19:00": the earliest time. */
	readonly starts: Local;
	/** IANA name. */
	readonly zone: string;
	readonly duration_minutes: number;
	/** "2026-12-31": the last date in the zone on which a time may start; missing if there is no end. */
	readonly until?: string;
}

/** One time of the schedule. */
export interface Time {
	/** The clock time before any DST gap: the occurrence's natural key. */
	readonly original: Local;
	/** Epoch milliseconds. */
	readonly at: number;
}

/** The next `count` times strictly after an instant, soonest first; fewer if the schedule ends. */
export function nextTimes(recurrence: Recurrence, after: number, count: number): Time[] {
	const times: Time[] = [];
	for (const time of timesFrom(recurrence, after)) {
		if (times.length === count) break;
		times.push(time);
	}
	return times;
}

/** All times strictly after `after` and up to `until`. */
export function timesBetween(recurrence: Recurrence, after: number, until: number): Time[] {
	const times: Time[] = [];
	for (const time of timesFrom(recurrence, after)) {
		if (time.at > until) break;
		times.push(time);
	}
	return times;
}

/** The weekday of a clock time. */
export function weekdayOf(local: Local): Weekday {
	return WEEKDAYS[weekdayNumber(dayOf(local))] ?? "mo";
}

/** None if this phone does not know the zone. */
function* timesFrom(recurrence: Recurrence, after: number): Generator<Time> {
	if (!isZone(recurrence.zone)) return;
	const first = dayOf(recurrence.starts);
	const time = timeOf(recurrence.starts);
	// two days early: a gap or a zone far from UTC may move a time across midnight
	const near = Math.max(first, dayOf(localAt(after, recurrence.zone)) - 2);
	const last = recurrence.until ? dayOf(`${recurrence.until}T00:00`) : Number.POSITIVE_INFINITY;
	for (const day of DAYS[recurrence.frequency](recurrence, first, near)) {
		if (day > last) return;
		if (day < first) continue;
		const original = toLocal(day, time);
		const at = instantIn(original, recurrence.zone);
		if (at > after) yield { original, at };
	}
}

/** Day numbers (days since 1970-01-01) in order, from about `near` on, without an end. */
const DAYS: {
	readonly [frequency in Recurrence["frequency"]]: (
		recurrence: Recurrence,
		first: number,
		near: number,
	) => Generator<number>;
} = {
	*once(_recurrence, first) {
		yield first;
	},
	*daily({ interval }, first, near) {
		for (let day = first + wholeSteps(near - first, interval); ; day += interval) yield day;
	},
	*weekly({ interval, weekdays }, first, near) {
		const monday = first - weekdayNumber(first);
		const wanted = weekdays?.length
			? weekdays.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b)
			: [weekdayNumber(first)];
		for (let week = monday + wholeSteps(near - monday, 7 * interval); ; week += 7 * interval)
			for (const day of wanted) yield week + day;
	},
	*monthly({ interval, nth, starts }, first, near) {
		const { weekday, week } = nth ?? { weekday: weekdayOf(starts), week: weekOfMonth(first) };
		const start = monthOf(first);
		for (let month = start + wholeSteps(monthOf(near) - start, interval); ; month += interval)
			yield nthWeekday(month, WEEKDAYS.indexOf(weekday), week);
	},
};

/** The largest multiple of `step` that is not above `distance`. */
function wholeSteps(distance: number, step: number): number {
	return Math.floor(distance / step) * step;
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
function weekdayNumber(day: number): number {
	return (((day + 3) % 7) + 7) % 7;
}

/** Months since year 0. */
function monthOf(day: number): number {
	const date = new Date(day * 86_400_000);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function firstDay(month: number): number {
	return Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;
}

function nthWeekday(month: number, weekday: number, week: number): number {
	if (week < 0) {
		const last = firstDay(month + 1) - 1;
		return last - ((weekdayNumber(last) - weekday + 7) % 7);
	}
	const first = firstDay(month);
	return first + ((weekday - weekdayNumber(first) + 7) % 7) + 7 * (week - 1);
}

function weekOfMonth(day: number): number {
	const week = Math.floor((day - firstDay(monthOf(day))) / 7) + 1;
	return week === 5 ? -1 : week;
}
