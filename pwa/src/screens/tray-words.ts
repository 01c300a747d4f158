/** Records of any kind, in words for the screen. */

import type { Words } from "../kernel/crypto/seal";
import { serverNow } from "../kernel/store/clock";
import type { Fields } from "../kernel/store/local";
import { textsIn } from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { areaWord } from "../practices/readiness/area-words";
import { AREAS } from "../practices/readiness/store";
import { durationWords, recurrenceWords } from "../practices/rituals/schedule-words";
import { readRecurrence } from "../practices/rituals/words";
import { moodWord } from "../ui/faces";
import { dayAndTime, localDate, localTime, onTheWall } from "../ui/when";

/** The name of a record, with its area if it has one. */
export function titleWords(kind: string, id: string): string {
	const area = kind === "readiness" ? AREAS.find((known) => id.endsWith(`/${known}`)) : undefined;
	return area ? m.tray_of_area({ kind: kindWords(kind), area: areaWord(area) }) : kindWords(kind);
}

export function kindWords(kind: string): string {
	const known: Readonly<Record<string, () => string>> = {
		check_ins: m.kind_check_in,
		pauses: m.kind_pause,
		pause_ends: m.kind_pause_end,
		rituals: m.kind_ritual,
		ritual_acceptances: m.kind_ritual_acceptance,
		ritual_refusals: m.kind_ritual_refusal,
		ritual_occurrences: m.kind_ritual_occurrence,
		ritual_answers: m.kind_ritual_answer,
		ritual_ends: m.kind_ritual_end,
		ritual_quiet_hours: m.kind_ritual_quiet_hours,
		journal_pages: m.kind_journal_page,
		asks: m.kind_ask,
		ask_answers: m.kind_ask_answer,
		ask_withdrawals: m.kind_ask_withdrawal,
		ask_answer_withdrawals: m.kind_ask_withdrawal,
		profiles: m.kind_profile,
		readiness: m.kind_readiness,
		preferences: m.kind_preferences,
	};
	return known[kind]?.() ?? m.kind_other();
}

/** The lines of what was written: the words first, then the choices. */
export function sayWhat(words: Words | null, fields: Fields | null): readonly string[] {
	return [...wordLines(words), ...fieldLines(fields)];
}

function wordLines(words: Words | null): readonly string[] {
	const { mood } = words ?? {};
	const face = mood === 1 || mood === 2 || mood === 3 || mood === 4 || mood === 5 ? [moodWord(mood)] : [];
	return [...face, ...textsIn(words)];
}

function fieldLines(fields: Fields | null): readonly string[] {
	const { state, moved_to, recurrence, duration_seconds } = fields ?? {};
	const schedule = readRecurrence(recurrence);
	if (schedule) return [recurrenceWords(schedule)];
	if (typeof moved_to === "string") return [m.tray_moved_to({ when: wallWords(moved_to) })];
	if (state === "skipped") return [m.occurrence_skipped()];
	if (state === "kept") return [m.occurrence_kept()];
	if (state === "planned") return [m.occurrence_planned()];
	const length = typeof duration_seconds === "number" ? [durationWords(Math.round(duration_seconds / 60))] : [];
	return [...readyLines(state), ...length];
}

function readyLines(state: unknown): readonly string[] {
	if (state === "ready") return [m.state_ready()];
	if (state === "maybe") return [m.state_maybe()];
	return state === "not_now" ? [m.not_now()] : [];
}

/** A clock time in the ritual's zone; "today" and "tomorrow" by this phone's calendar. */
function wallWords(local: string): string {
	const now = serverNow();
	return dayAndTime(onTheWall(local), onTheWall(`${localDate(now)}T${localTime(now)}`), "UTC");
}
