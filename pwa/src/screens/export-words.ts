/** An exported record in words that stay true whenever they are read: whole dates, durations, no codes. */

import type { Exported } from "../kernel/store/exporting";
import { m } from "../paraglide/messages.js";
import { feelingWord } from "../practices/checkins/feelings";
import { readCheckIn } from "../practices/checkins/words";
import { kindWord } from "../practices/rituals/kind-face";
import { durationWords, leadWords, scheduleWords } from "../practices/rituals/schedule-words";
import { readKind, readLeads, readRecurrence, readRitual } from "../practices/rituals/words";
import { moodWord } from "../ui/faces";
import { clockTime, fullDate, joined, onTheWall } from "../ui/when";
import { sayWhat } from "./tray-words";

/** The lines of a record. `all` is the whole export, since a time of a ritual is named after the ritual. */
export function exportLines(record: Exported, all: readonly Exported[]): readonly string[] {
	const lines = { check_ins: checkInLines, rituals: ritualLines, ritual_occurrences: occurrenceLines }[record.kind];
	return (lines?.(record, all) ?? sayWhat(record.words, record.signals)).filter((line) => line !== "");
}

/** The heading above the records of a kind. */
export function headingWords(kind: string): string {
	const known: Readonly<Record<string, () => string>> = {
		check_ins: m.export_check_ins,
		pauses: m.export_pauses,
		rituals: m.export_rituals,
		ritual_occurrences: m.export_ritual_occurrences,
		journal_pages: m.export_journal_pages,
		profiles: m.export_profiles,
	};
	return known[kind]?.() ?? m.kind_other();
}

/** When it was made; of a check-in added on a later day, the day that it is about. */
export function momentWords({ kind, made, words }: Exported): string {
	const later = kind === "check_ins" && readCheckIn(words)?.added_later;
	return later ? m.check_in_added_later({ when: fullDate(made) }) : fullMoment(made);
}

/** "27 November 2026, 19:00". */
export function fullMoment(at: number, zone?: string): string {
	return m.when_day_time({ day: fullDate(at, zone), time: clockTime(at, zone) });
}

/** "Europe/Berlin", with spaces for underscores. */
export function zoneName(zone: string): string {
	return zone.replaceAll("_", " ");
}

function checkInLines({ words }: Exported): readonly string[] {
	const said = readCheckIn(words);
	if (!said) return sayWhat(words, null);
	const level = (name: string, value: number | null): string =>
		value === null ? "" : m.export_named({ name, value: m.of_five({ value }) });
	return [
		moodWord(said.mood),
		level(m.closeness(), said.closeness),
		level(m.energy(), said.energy),
		joined(said.feelings.map(feelingWord)),
		said.note,
	];
}

function ritualLines({ words, signals }: Exported): readonly string[] {
	const { title, place, note } = readRitual(words);
	const recurrence = readRecurrence(signals.recurrence);
	const leads = readLeads(signals.lead_minutes);
	return [
		title || kindWord(readKind(signals.kind)),
		recurrence ? m.export_in_zone({ when: scheduleWords(recurrence), zone: zoneName(recurrence.zone) }) : "",
		recurrence ? m.export_lasts({ duration: durationWords(recurrence.duration_minutes) }) : "",
		leads.length > 0 ? m.export_named({ name: m.export_reminders(), value: joined(leads.map(leadWords)) }) : "",
		place,
		note,
	];
}

/** One time of a ritual that was moved, skipped or kept; the id is "RITUAL/2026-11-27T19:00". */
function occurrenceLines({ id, words, signals }: Exported, all: readonly Exported[]): readonly string[] {
	const [ritual_id, original = ""] = id.split("/");
	const ritual = all.find((record) => record.id === ritual_id);
	const zone = readRecurrence(ritual?.signals.recurrence)?.zone;
	const said =
		typeof signals.moved_to === "string"
			? [m.tray_moved_to({ when: wallMoment(signals.moved_to, zone) })]
			: sayWhat(words, signals);
	return [ritual ? (ritualLines(ritual)[0] ?? "") : "", wallMoment(original, zone), ...said];
}

/** A clock time in the ritual's zone, which may be another than the page's. */
function wallMoment(local: string, zone: string | undefined): string {
	const when = fullMoment(onTheWall(local), "UTC");
	return m.export_in_zone({ when, zone: zone ? zoneName(zone) : m.export_zone_unknown() });
}
