import { expect, it } from "vitest";
import { calendarFile } from "./calendar";
import type { Occurrence } from "./occurrences";

const MADE = Date.parse("2026-11-23T05:12:00Z");

function occurrence(parts: Partial<Occurrence> = {}, words: object = {}): Occurrence {
	const recurrence = {
		frequency: "weekly",
		interval: 1,
		weekdays: null,
		nth: null,
		starts: "2026-11-27T19:00",
		zone: "Europe/Berlin",
		duration_minutes: 120,
	} as const;
	const ritual = {
		id: "01a20716-0000-7000-8000-000000000000",
		space_id: "s",
		recurrence,
		kind: "date_night",
		title: "Dinner",
		place: "",
		note: "",
		edit: 1,
		only_me: false,
		...words,
	};
	const at = Date.parse("2026-11-27T18:00:00Z");
	return {
		ritual,
		original: "2026-11-27T19:00",
		starts: "2026-11-27T19:00",
		at,
		ends_at: at + 7_200_000,
		state: "planned",
		edit: 0,
		on_my_way: { by_me: false, by_partner: false },
		pending: false,
		stuck: false,
		...parts,
	};
}

it("writes each time as an event of its own, in UTC", () => {
	expect(calendarFile([occurrence()], MADE).split("\r\n")).toEqual([
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Pages//Calendar//EN",
		"CALSCALE:GREGORIAN",
		"BEGIN:VEVENT",
		"UID:01a20716-0000-7000-8000-000000000000-20261127T1900",
		"DTSTAMP:20261123T051200Z",
		"DTSTART:20261127T180000Z",
		"DTEND:20261127T200000Z",
		"SEQUENCE:0",
		"SUMMARY:Dinner",
		"END:VEVENT",
		"END:VCALENDAR",
		"",
	]);
});

const UID = "UID:01a20716-0000-7000-8000-000000000000-20261127T1900\r\n";

it("keeps the name of a time that was moved, and says that it is another version", () => {
	const at = Date.parse("2026-11-28T19:00:00Z");
	const file = calendarFile([occurrence({ state: "moved", starts: "2026-11-28T20:00", at, edit: 1 })], MADE);
	for (const line of [UID, "DTSTART:20261128T190000Z\r\n", "SEQUENCE:1\r\n", "LAST-MODIFIED:20261123T051200Z\r\n"])
		expect(file).toContain(line);
	expect(file).not.toContain("STATUS");
});

it("cancels a time that was skipped, under the same name, so that it goes from a calendar that had it", () => {
	const file = calendarFile([occurrence({ state: "skipped", edit: 2 })], MADE);
	for (const line of [UID, "SEQUENCE:2\r\n", "STATUS:CANCELLED\r\n"]) expect(file).toContain(line);
});

it("counts a ritual's own edits too, so that a new name arrives", () => {
	expect(calendarFile([occurrence({ edit: 1 }, { edit: 3 })], MADE)).toContain("SEQUENCE:3\r\n");
});

it("is a calendar even where nothing is planned", () => {
	expect(calendarFile([], MADE)).toContain("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n");
});

it("escapes words, and folds long lines between characters", () => {
	const file = calendarFile(
		[occurrence({}, { title: "Wine, bread; \\ and\nmore", place: "Home", note: "ü".repeat(100) })],
		MADE,
	);
	expect(file).toContain("SUMMARY:Wine\\, bread\\; \\\\ and\\nmore\r\n");
	expect(file).toContain("LOCATION:Home\r\n");
	expect(file.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
	expect(file.replaceAll("\r\n ", "")).toContain(`DESCRIPTION:${"ü".repeat(100)}`);
});

/** Every one of C0, DEL and C1, save tab and the two that end lines. */
const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter(
	(character) => /\p{Cc}/u.test(character) && !"\t\n\r".includes(character),
);

/** An open one would turn round the time that a calendar writes beside a title. */
const TURNS = [..."\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"];

it.each([...CONTROLS, ...TURNS])("drops the control character %j and keeps all else", (control) => {
	const words = { title: `${control}Din${control}ner${control}`, place: `Ho${control}me`, note: `a${control}` };
	const file = calendarFile([occurrence({}, words)], MADE);
	for (const line of ["SUMMARY:Dinner", "LOCATION:Home", "DESCRIPTION:a"]) expect(file).toContain(`${line}\r\n`);
	expect(file).not.toContain(control);
});

it.each(["\ud83d", "\ude00", "\ude00\ud83d"])("drops the halves of characters %j", (halves) => {
	const file = calendarFile([occurrence({}, { title: `Walk${halves} 👨‍👩‍👧‍👦 ${halves}` })], MADE);
	expect(file).toContain("SUMMARY:Walk 👨‍👩‍👧‍👦 \r\n");
	expect(file.isWellFormed()).toBe(true);
});

it("keeps tabs, and lines whichever way they end", () => {
	const file = calendarFile([occurrence({}, { note: "a\tb\nc\rd\r\ne\u2028f\u2029g" })], MADE);
	expect(file).toContain("DESCRIPTION:a\tb\\nc\\nd\\ne\\nf\\ng\r\n");
});
