/** How rituals and their single times read in the tray and in an export. */

import { agreedAlone } from "../../kernel/accords/exported-accords";
import { serverNow } from "../../kernel/store/clock";
import type { Exported } from "../../kernel/store/exporting";
import type { Fields } from "../../kernel/store/local";
import { textsIn } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import { namedLines } from "../../ui/named-lines";
import { overLines } from "../../ui/over-lines";
import { zoneName } from "../../ui/place-of";
import type { Face } from "../../ui/record-face";
import { dayAndTime, durationWords, fullMoment, joined, localDate, localTime, onTheWall } from "../../ui/when";
import { kindWord } from "./kind-face";
import {
	RITUAL_ACCEPTANCES,
	RITUAL_ANSWERS,
	RITUAL_ENDS,
	RITUAL_OCCURRENCES,
	RITUAL_QUIET_HOURS,
	RITUAL_REFUSALS,
	RITUALS,
} from "./kinds";
import { leadWords, recurrenceWords, scheduleWords } from "./schedule-words";
import { readKind, readLeads, readRecurrence, readRitual } from "./words";

const face: Face = {
	kinds: {
		[RITUALS.name]: {
			name: m.kind_ritual,
			lines: (words, { recurrence }) => [...textsIn(words), ...recurrenceLines(recurrence)],
			heading: m.export_rituals,
			exported: exportedRitual,
		},
		[RITUAL_OCCURRENCES.name]: {
			name: m.kind_ritual_occurrence,
			lines: (_, fields) => timeLines(fields, wallWords),
			heading: m.export_ritual_occurrences,
			exported: exportedTime,
		},
		[RITUAL_ACCEPTANCES.name]: { name: m.kind_ritual_acceptance },
		[RITUAL_REFUSALS.name]: { name: m.kind_ritual_refusal },
		[RITUAL_ANSWERS.name]: { name: m.kind_ritual_answer },
		[RITUAL_ENDS.name]: { name: m.kind_ritual_end },
		[RITUAL_QUIET_HOURS.name]: { name: m.kind_ritual_quiet_hours },
	},
	gathered: (records) =>
		agreedAlone(records, {
			of: RITUALS,
			acceptances: RITUAL_ACCEPTANCES,
			refusals: RITUAL_REFUSALS,
			ends: RITUAL_ENDS,
		}),
};

export default face;

function recurrenceLines(recurrence: Fields[string] | undefined): readonly string[] {
	const schedule = readRecurrence(recurrence);
	return schedule ? [recurrenceWords(schedule)] : [];
}

/** What became of one time. */
function timeLines({ state, moved_to }: Fields, say: (local: string) => string): readonly string[] {
	const moved = typeof moved_to === "string" ? [m.tray_moved_to({ when: say(moved_to) })] : [];
	if (state === "skipped") return [...moved, m.occurrence_skipped()];
	if (state === "kept") return [...moved, m.occurrence_kept()];
	return state === "planned" ? [m.occurrence_planned()] : moved;
}

/** A clock time in the ritual's zone; "today" and "tomorrow" by this phone's calendar. */
function wallWords(local: string): string {
	const now = serverNow();
	return dayAndTime(onTheWall(local), onTheWall(`${localDate(now)}T${localTime(now)}`), "UTC");
}

function exportedRitual({ words, signals }: Exported): readonly string[] {
	const { place, note } = readRitual(words);
	const recurrence = readRecurrence(signals.recurrence);
	const leads = readLeads(signals.lead_minutes);
	return [
		titleOf({ words, signals }),
		recurrence ? m.export_in_zone({ when: scheduleWords(recurrence), zone: zoneName(recurrence.zone) }) : "",
		recurrence ? m.export_lasts({ duration: durationWords(recurrence.duration_minutes) }) : "",
		...namedLines(m.export_reminders(), joined(leads.map(leadWords))),
		place,
		note,
		...overLines(signals),
	];
}

function titleOf({ words, signals }: Pick<Exported, "words" | "signals">): string {
	return readRitual(words).title || kindWord(readKind(signals.kind));
}

/** One time of a ritual that was moved, skipped or kept; the id is "RITUAL/2026-11-27T19:00". */
function exportedTime({ id, signals }: Exported, all: readonly Exported[]): readonly string[] {
	const [ritual_id, original = ""] = id.split("/");
	const ritual = all.find((record) => record.id === ritual_id);
	const zone = readRecurrence(ritual?.signals.recurrence)?.zone;
	const said = timeLines(signals, (local) => wallMoment(local, zone));
	return [ritual ? titleOf(ritual) : "", wallMoment(original, zone), ...said];
}

/** A clock time in the ritual's zone, which may be another than the page's. */
function wallMoment(local: string, zone: string | undefined): string {
	const when = fullMoment(onTheWall(local), "UTC");
	return m.export_in_zone({ when, zone: zone ? zoneName(zone) : m.export_zone_unknown() });
}
