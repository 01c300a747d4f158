/**
 * The calendar file (RFC 5545), made on the phone since only the phone has the words. Every time is an event in UTC,
 * so that moves, skips and DST are right in every calendar app, without rules or zone data in the file.
 */

import { withoutTurns } from "../../kernel/text/isolated";
import type { Occurrence } from "./occurrences";

const LINE_BYTES = 75;

/** The component of a calendar without events (§3.6 requires one): the time zone. */
const UTC_ZONE = [
	"BEGIN:VTIMEZONE",
	"TZID:Etc/UTC",
	"BEGIN:STANDARD",
	"DTSTART:19700101T000000",
	"TZOFFSETFROM:+0000",
	"TZOFFSETTO:+0000",
	"END:STANDARD",
	"END:VTIMEZONE",
];

/** A file with these times; a skipped one is marked as cancelled. `made` in epoch milliseconds. */
export function calendarFile(occurrences: readonly Occurrence[], made: number): string {
	const events = occurrences.length > 0 ? occurrences.flatMap((occurrence) => event(occurrence, made)) : UTC_ZONE;
	const lines = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Pages//Calendar//EN",
		"CALSCALE:GREGORIAN",
		...events,
		"END:VCALENDAR",
	];
	return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** The file, with a neutral name. */
export function calendarToGive(occurrences: readonly Occurrence[], made: number): File {
	return new File([calendarFile(occurrences, made)], "calendar.ics", { type: "text/calendar" });
}

/** Each change increases SEQUENCE (§3.8.7.4), so that a calendar which has the event updates it. */
function event({ ritual, original, at, ends_at, state, edit }: Occurrence, made: number): string[] {
	const optional = [
		edit > 0 ? `LAST-MODIFIED:${utc(made)}` : "",
		state === "skipped" ? "STATUS:CANCELLED" : "",
		ritual.place && `LOCATION:${text(ritual.place)}`,
		ritual.note && `DESCRIPTION:${text(ritual.note)}`,
	];
	return [
		"BEGIN:VEVENT",
		`UID:${ritual.id}-${original.replace(/[-:]/g, "")}`,
		`DTSTAMP:${utc(made)}`,
		`DTSTART:${utc(at)}`,
		`DTEND:${utc(ends_at)}`,
		`SEQUENCE:${ritual.edit - 1 + edit}`,
		`SUMMARY:${text(ritual.title)}`,
		...optional.filter((line) => line !== ""),
		"END:VEVENT",
	];
}

/** §3.3.5, form 2: "20261127T180000Z" */
function utc(instant: number): string {
	return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** §3.3.11. Drops control characters and lone surrogates, for which some calendars refuse the whole file. */
function text(words: string): string {
	return withoutTurns(words)
		.replace(/\r\n|[\r\n\u2028\u2029]/g, "\n")
		.replace(/(?![\t\n])\p{Cc}|\p{Cs}/gu, "")
		.replace(/[\\;,]/g, "\\$&")
		.replaceAll("\n", "\\n");
}

/** §3.1: lines of at most 75 bytes, never split inside a character. */
function fold(line: string): string {
	const lines = [""];
	let room = LINE_BYTES;
	for (const character of line) {
		const bytes = new TextEncoder().encode(character).length;
		if (bytes > room) {
			lines.push("");
			room = LINE_BYTES - 1;
		}
		lines[lines.length - 1] += character;
		room -= bytes;
	}
	return lines.join("\r\n ");
}
