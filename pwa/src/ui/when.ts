/** Times as people say them, in the language of the app and the hours of the phone. */

import { dayPart } from "../kernel/clock";
import { m } from "../paraglide/messages.js";
import { getLocale } from "../paraglide/runtime.js";
import { phoneLanguages } from "./phone-languages";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** "19:00", or "7:00 pm" where the phone is set so. */
export function clockTime(at: number): string {
	return format({ hour: hourCycle() === "h23" ? "2-digit" : "numeric", minute: "2-digit" }, at);
}

/** What is left of a wait: "0:30". */
export function countdown(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "Friday". */
export function weekday(at: number): string {
	return format({ weekday: "long" }, at);
}

/** "Friday 27 November"; "Friday, 1 January 2027" where the year is another. */
export function longDate(at: number, now: number): string {
	return format({ weekday: "long", day: "numeric", month: "long", ...yearOf(at, now) }, at);
}

/** "23 November 2026", by the phone's own calendar. */
export function fullDate(at: number): string {
	return format({ day: "numeric", month: "long", year: "numeric" }, at);
}

/** A plain day, "2026-11-23", as "23 November 2026". */
export function longDay(day: string): string {
	return format({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }, Date.parse(`${day}T12:00Z`));
}

/** "FRI" and "27", for a date tile. */
export function tile(at: number): { readonly weekday: string; readonly day: string; readonly month: string } {
	return {
		weekday: format({ weekday: "short" }, at),
		day: format({ day: "numeric" }, at),
		month: format({ month: "short" }, at),
	};
}

/** "19:00 today", "19:00 tomorrow", "19:00 on Friday" or "19:00 on 27 November": fits after "at" and "until". */
export function dayAndTime(at: number, now: number): string {
	const days = dayNumber(at) - dayNumber(now);
	const time = clockTime(at);
	if (days === 0) return m.when_at_today({ time });
	return days === 1 ? m.when_at_tomorrow({ time }) : m.when_at_day({ time, day: dayWord(at, now) });
}

/** "today", "tomorrow", "Friday" within a week, else the date, with the year where it is another. */
export function dayWord(at: number, now: number): string {
	const days = dayNumber(at) - dayNumber(now);
	if (days === 0) return m.when_today();
	if (days === 1) return m.when_tomorrow();
	if (days > 1 && days < 7) return weekday(at);
	return format({ day: "numeric", month: "long", ...yearOf(at, now) }, at);
}

/** "20:40" on the same day, "7:00 tomorrow" beyond midnight. */
export function returnTime(at: number, now: number): string {
	return dayNumber(at) === dayNumber(now) ? clockTime(at) : dayAndTime(at, now);
}

/** "this morning", "yesterday evening": never a clock time. */
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
	return words[day][part]({ weekday: weekday(at) });
}

/** One's own moments may say "just now" for two minutes. */
export function ownMoment(at: number, now: number): string {
	return now - at < 2 * MINUTE ? m.when_just_now() : daypartWords(at, now);
}

/** A date and a time of `<input type="date">` and `"time"`, in this phone's zone. */
export function localDate(at: number): string {
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function localTime(at: number): string {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The next moment at this clock time: today, or tomorrow where that has passed. */
export function nextAt(time: string, now: number): number {
	const [hours = 0, minutes = 0] = time.split(":").map(Number);
	const date = new Date(now);
	date.setHours(hours, minutes, 0, 0);
	if (date.getTime() <= now) date.setDate(date.getDate() + 1);
	return date.getTime();
}

/** Names of the weekdays in the order of this language's calendar are data; these start on Monday. */
export function weekdayNames(width: "long" | "short" | "narrow"): readonly string[] {
	const monday = Date.UTC(2024, 0, 1, 12);
	return [0, 1, 2, 3, 4, 5, 6].map((day) => format({ weekday: width, timeZone: "UTC" }, monday + day * DAY));
}

/** Words joined as this language joins them: "Monday, Tuesday and Friday". */
export function joined(words: readonly string[]): string {
	return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

function yearOf(at: number, now: number): Intl.DateTimeFormatOptions {
	return new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" };
}

function dayNumber(at: number): number {
	const date = new Date(at);
	return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, at: number): string {
	const key = getLocale() + JSON.stringify(options);
	let known = formats.get(key);
	if (!known) {
		known = new Intl.DateTimeFormat(locale(), options.hour ? { ...options, hourCycle: hourCycle() } : options);
		formats.set(key, known);
	}
	return known.format(at);
}

/** The phone's own flavour of the app's language, "en-GB" for "en"; the app's language where they differ. */
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
