/**
 * Days and months of a calendar. A day is a whole number, as `dayOf` of the clock counts it: no zone and no change of
 * the clock can give a month a day too many. A month is written "2026-11".
 */

import { mondayOf } from "../../../ui/when";

const DAY = 86_400_000;
const MIDDAY = DAY / 2;

/** "2026-11-28", as addresses have it. */
export function dayName(day: number): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day of a name in an address; null if it names none. */
export function dayNamed(name = ""): number | null {
	const at = /^\d{4}-\d\d-\d\d$/.test(name) ? Date.parse(`${name}T00:00Z`) : Number.NaN;
	return Number.isNaN(at) || dayName(at / DAY) !== name ? null : at / DAY;
}

/** Noon of the day in UTC, for the functions of ui/when.ts with the zone "UTC". */
export function middayOf(day: number): number {
	return day * DAY + MIDDAY;
}

/** About when the day begins in this phone's zone, in epoch milliseconds; a change of the clock may move it an hour. */
export function beginningOf(day: number): number {
	const date = new Date(day * DAY);
	return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 5).getTime();
}

export function monthOf(day: number): string {
	return dayName(day).slice(0, 7);
}

/** The month of a name in an address; null if it names none. */
export function monthNamed(name = ""): string | null {
	return dayNamed(`${name}-01`) === null ? null : name;
}

/** The month so many months later, or earlier. */
export function monthAfter(month: string, months = 1): string {
	const first = new Date(`${month}-01T00:00Z`);
	first.setUTCMonth(first.getUTCMonth() + months);
	return first.toISOString().slice(0, 7);
}

/** The days of a month in weeks from Monday; null beside them, where another month's days are. */
export function weeksOf(month: string): readonly (readonly (number | null)[])[] {
	const [first, next] = [firstOf(month), firstOf(monthAfter(month))];
	const weeks: (number | null)[][] = [];
	for (let monday = mondayOf(first); monday < next; monday += 7)
		weeks.push([0, 1, 2, 3, 4, 5, 6].map((on) => (monday + on < first || monday + on >= next ? null : monday + on)));
	return weeks;
}

export function firstOf(month: string): number {
	return Date.parse(`${month}-01T00:00Z`) / DAY;
}
