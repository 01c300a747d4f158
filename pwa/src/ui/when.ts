/**
 * Times in words, in the language of the app and the time zone of the phone. With `zone`, an IANA name that this
 * browser knows, in that zone.
 */

import { dayOf, dayPart } from "../kernel/store/clock";
import { m } from "../paraglide/messages.js";
import { getLocale } from "../paraglide/runtime.js";
import { phoneLanguages } from "./phone-languages";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 86_400_000;

/** "19:00", or "7:00 pm" if the phone is set so. */
export function clockTime(at: number, zone?: string): string {
	return format({ hour: hourCycle() === "h23" ? "2-digit" : "numeric", minute: "2-digit" }, at, zone);
}

/** The rest of a wait: "0:30". */
export function countdown(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "Friday". */
export function weekday(at: number, zone?: string): string {
	return format({ weekday: "long" }, at, zone);
}

/** "Friday 27 November"; "Friday 1 January 2027" in another year. */
export function longDate(at: number, now: number, zone?: string): string {
	return dated("long", at, now, zone);
}

/** "Sat 5 December"; "Fri 1 January 2027" in another year. */
export function shortDate(at: number, now: number, zone?: string): string {
	return dated("short", at, now, zone);
}

/** "23 November 2026", by the phone's calendar. */
export function fullDate(at: number, zone?: string): string {
	return format({ day: "numeric", month: "long", year: "numeric" }, at, zone);
}

/** "27 November 2026, 19:00". */
export function fullMoment(at: number, zone?: string): string {
	return m.when_day_time({ day: fullDate(at, zone), time: clockTime(at, zone) });
}

/** "50 minutes", "2 hours", "1 hour 9 minutes". */
export function durationWords(minutes: number): string {
	const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (whole === 0) return m.minutes({ count: rest });
	const hours = m.hours({ count: whole });
	return rest === 0 ? hours : m.hours_and_minutes({ hours, minutes: m.minutes({ count: rest }) });
}

/** The length of a record with `duration_seconds`, as a list of one line; of none if it has no such field. */
export function lengthWords(duration_seconds: unknown): readonly string[] {
	if (typeof duration_seconds !== "number") return [];
	return [duration_seconds < 60 ? m.under_a_minute() : durationWords(Math.round(duration_seconds / 60))];
}

/** A date, "2026-11-23", as "23 November 2026". */
export function longDay(day: string): string {
	return format({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }, Date.parse(`${day}T12:00Z`));
}

/** Two dates as "31 August – 29 November 2026". */
export function daySpan(first: string, last: string): string {
	const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
	return formatter(options).formatRange(Date.parse(`${first}T12:00Z`), Date.parse(`${last}T12:00Z`));
}

/** A month, "2026-11", as "November 2026". */
export function longMonth(month: string): string {
	return format({ month: "long", year: "numeric", timeZone: "UTC" }, Date.parse(`${month}-01T12:00Z`));
}

/** "FRI" and "27", for a date tile. */
export function tile(
	at: number,
	zone?: string,
): { readonly weekday: string; readonly day: string; readonly month: string } {
	return {
		weekday: format({ weekday: "short" }, at, zone),
		day: format({ day: "numeric" }, at, zone),
		month: format({ month: "short" }, at, zone),
	};
}

/** "19:00 today", "19:00 tomorrow", "19:00 on Friday" or "19:00 on 27 November": fits after "at" and "until". */
export function dayAndTime(at: number, now: number, zone?: string): string {
	const days = dayNumber(at, zone) - dayNumber(now, zone);
	const time = clockTime(at, zone);
	if (days === 0) return m.when_at_today({ time });
	return days === 1 ? m.when_at_tomorrow({ time }) : m.when_at_day({ time, day: dayWord(at, now, zone) });
}

/** "today", "tomorrow", "Friday" within a week, else the date, with the year if it is another. */
export function dayWord(at: number, now: number, zone?: string): string {
	const days = dayNumber(at, zone) - dayNumber(now, zone);
	if (days === 0) return m.when_today();
	if (days === 1) return m.when_tomorrow();
	if (days > 1 && days < 7) return weekday(at, zone);
	return format({ day: "numeric", month: "long", ...yearOf(at, now, zone) }, at, zone);
}

/** "20:40" on the same day, "7:00 tomorrow" after midnight. */
export function returnTime(at: number, now: number): string {
	return dayNumber(at) === dayNumber(now) ? clockTime(at) : dayAndTime(at, now);
}

/** "this morning", "yesterday evening", "on Monday", "on 20 July" after a week: never a clock time. */
export function daypartWords(at: number, now: number): string {
	const { day, part } = dayPart(at, now);
	const words = {
		today: {
			morning: m.part_this_morning,
			afternoon: m.part_this_afternoon,
			evening: m.part_this_evening,
			night: m.part_tonight,
		},
		yesterday: {
			morning: m.part_yesterday_morning,
			afternoon: m.part_yesterday_afternoon,
			evening: m.part_yesterday_evening,
			night: m.part_last_night,
		},
		earlier: { morning: m.part_earlier, afternoon: m.part_earlier, evening: m.part_earlier, night: m.part_earlier },
	};
	// a night belongs to the day before it
	const evening = at - 5 * HOUR;
	return words[day][part]({ day: dayOf(now) - dayOf(at) < 7 ? weekday(evening) : dayWord(evening, now) });
}

/** For your own moments: "just now" for two minutes. */
export function ownMoment(at: number, now: number): string {
	return now - at < 2 * MINUTE ? m.when_just_now() : daypartWords(at, now);
}

/**
 * A clock time without a zone, "2026-11-27T19:00", as an instant of UTC. Formatted with the zone "UTC" it reads
 * exactly the same, even if this phone's clock skips that time.
 */
export function onTheWall(local: string): number {
	return Date.parse(`${local.slice(0, 16)}Z`);
}

/** The Monday of the week of a day, as `dayOf` counts days; 1 January 1970 was a Thursday. */
export function mondayOf(day: number): number {
	return day - ((((day + 3) % 7) + 7) % 7);
}

/** The values of `<input type="date">` and `"time"`, in this phone's zone. */
export function localDate(at: number): string {
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function localTime(at: number): string {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The next instant with this clock time: today, or tomorrow if it has passed. */
export function nextAt(time: string, now: number): number {
	const [hours = 0, minutes = 0] = time.split(":").map(Number);
	const date = new Date(now);
	date.setHours(hours, minutes, 0, 0);
	if (date.getTime() <= now) date.setDate(date.getDate() + 1);
	return date.getTime();
}

/** The weekday names of this language, from Monday. */
export function weekdayNames(width: "long" | "short" | "narrow"): readonly string[] {
	const monday = Date.UTC(2024, 0, 1, 12);
	return [0, 1, 2, 3, 4, 5, 6].map((day) => format({ weekday: width, timeZone: "UTC" }, monday + day * DAY));
}

/** A list in this language: "Monday, Tuesday and Friday". */
export function joined(words: readonly string[]): string {
	return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

function yearOf(at: number, now: number, zone?: string): Intl.DateTimeFormatOptions {
	return dayIn(at, zone).getUTCFullYear() === dayIn(now, zone).getUTCFullYear() ? {} : { year: "numeric" };
}

function dayNumber(at: number, zone?: string): number {
	return Math.round(dayIn(at, zone).getTime() / DAY);
}

/** The date, as the instant when it begins in UTC. */
function dayIn(at: number, zone?: string): Date {
	const date = new Date(at);
	if (!zone) return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
	const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, calendar: "gregory" }).formatToParts(at);
	const read = (type: "year" | "month" | "day"): number => Number(parts.find((part) => part.type === type)?.value);
	return new Date(Date.UTC(read("year"), read("month") - 1, read("day")));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** British English writes a comma after the weekday only if there is a year: then without it too. */
function dated(weekday: "long" | "short", at: number, now: number, zone?: string): string {
	const plain = { weekday, day: "numeric", month: "long" } as const;
	const [first, gap] = formatter(plain, zone).formatToParts(at);
	const parts = formatter({ ...plain, ...yearOf(at, now, zone) }, zone).formatToParts(at);
	if (first?.type === "weekday" && parts[0]?.type === "weekday" && gap) parts[1] = gap;
	return parts.map(({ value }) => value).join("");
}

function format(options: Intl.DateTimeFormatOptions, at: number, zone?: string): string {
	return formatter(options, zone).format(at);
}

function formatter(options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat {
	const inZone = zone ? { ...options, timeZone: zone } : options;
	const key = getLocale() + JSON.stringify(inZone);
	let known = formats.get(key);
	if (!known) {
		known = new Intl.DateTimeFormat(locale(), options.hour ? { ...inZone, hourCycle: hourCycle() } : inZone);
		formats.set(key, known);
	}
	return known;
}

/** The phone's variant of the app's language, "en-GB" for "en"; the app's language if they differ. */
function locale(): string {
	const spoken = getLocale();
	return phoneLanguages().find((tag) => tag.split("-")[0] === spoken) ?? (spoken === "en" ? "en-GB" : spoken);
}

function hourCycle(): "h12" | "h23" {
	const { hour12 } = new Intl.DateTimeFormat(phoneLanguages()[0] ?? "en-GB", { hour: "numeric" }).resolvedOptions();
	return hour12 ? "h12" : "h23";
}

function two(value: number): string {
	return String(value).padStart(2, "0");
}
