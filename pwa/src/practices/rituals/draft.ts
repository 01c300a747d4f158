/** A ritual while it is being edited: plain choices, converted to a schedule at the end. Pure. */

import { nextTimes, type Recurrence, weekdayOf } from "./recurrence";
import type { Draft, Ritual } from "./store";
import { WEEKDAYS, type Weekday } from "./weekdays";
import type { RitualKind } from "./words";
import { dayOf, type Local, localAt } from "./zones";

export type Rhythm = "once" | "daily" | "weekly" | "fortnightly" | "monthly";
export type Week = 1 | 2 | 3 | 4 | -1;

export interface Choices {
	readonly kind: RitualKind;
	readonly title: string;
	readonly place: string;
	readonly note: string;
	readonly rhythm: Rhythm;
	/** An interval of days, weeks or months that no rhythm has, kept from an edited ritual. */
	readonly interval: number;
	readonly weekdays: readonly Weekday[];
	readonly week: Week;
	/** "19:00" */
	readonly time: string;
	readonly minutes: number;
	readonly leads: readonly number[];
	/** The first possible date, "2026-11-27"; for a single date, that date. */
	readonly from: string;
	/** The last date, "2026-12-31"; empty for no end. */
	readonly until: string;
	readonly zone: string;
}

type Habit = Pick<Choices, "rhythm" | "weekdays" | "time" | "minutes" | "leads">;

const HOUR = 60;
const DAY = 24 * HOUR;

/** Defaults for each kind, easily changed. */
const USUAL: Record<RitualKind, Habit> = {
	candlelight_dinner: { rhythm: "weekly", weekdays: ["fr"], time: "19:00", minutes: 2 * HOUR, leads: [DAY, HOUR] },
	date_night: { rhythm: "weekly", weekdays: ["sa"], time: "19:30", minutes: 3 * HOUR, leads: [DAY, HOUR] },
	weekly_debrief: { rhythm: "weekly", weekdays: ["su"], time: "18:00", minutes: HOUR, leads: [HOUR] },
	monthly_ceremony: { rhythm: "monthly", weekdays: ["su"], time: "17:00", minutes: 2 * HOUR, leads: [DAY, HOUR] },
	weekly_budget_review: { rhythm: "weekly", weekdays: ["mo"], time: "20:00", minutes: HOUR, leads: [HOUR] },
	daily_check_in: { rhythm: "daily", weekdays: [], time: "21:00", minutes: 15, leads: [0] },
	walk: { rhythm: "weekly", weekdays: ["su"], time: "10:00", minutes: HOUR, leads: [HOUR] },
	technology_free_evening: { rhythm: "weekly", weekdays: ["we"], time: "19:00", minutes: 3 * HOUR, leads: [HOUR] },
	private_time: { rhythm: "weekly", weekdays: ["th"], time: "21:00", minutes: HOUR, leads: [HOUR] },
	own: { rhythm: "weekly", weekdays: ["fr"], time: "19:00", minutes: HOUR, leads: [HOUR] },
};

export function usualChoices(kind: RitualKind, title: string, now: number, zone: string): Choices {
	return {
		kind,
		title: kind === "own" ? "" : title,
		place: "",
		note: "",
		interval: 1,
		week: 1,
		from: localAt(now, zone).slice(0, 10),
		until: "",
		zone,
		...USUAL[kind],
	};
}

export function choicesOf({ kind, title, place, note, recurrence, lead_minutes }: Ritual): Choices {
	const { frequency, interval, weekdays, nth, starts, zone, duration_minutes, until = "" } = recurrence;
	const rhythm = frequency === "weekly" && interval === 2 ? "fortnightly" : frequency;
	const days = nth ? [nth.weekday] : (weekdays ?? [weekdayOf(starts)]);
	return {
		kind,
		title,
		place,
		note,
		rhythm,
		interval,
		weekdays: days,
		week: nth?.week ?? 1,
		time: starts.slice(11, 16),
		minutes: duration_minutes,
		leads: lead_minutes,
		from: starts.slice(0, 10),
		until,
		zone,
	};
}

/** The choices of a schedule. They depend on each other, so who changes one has chosen them all. */
const SCHEDULE = ["rhythm", "interval", "weekdays", "week", "time", "minutes", "from", "until", "zone"] as const;

/** What the choices change in those of a ritual. Merged over those of another version, it says the same again. */
export function changedChoices(choices: Choices, before: Choices): Partial<Choices> {
	const isNew = (name: keyof Choices): boolean => JSON.stringify(choices[name]) !== JSON.stringify(before[name]);
	const words = (["title", "place", "note", "leads"] as const).filter(isNew);
	const names = SCHEDULE.some(isNew) ? [...words, ...SCHEDULE] : words;
	return Object.fromEntries(names.map((name) => [name, choices[name]]));
}

/** A date that happens once, by default when the next of its kind would be. */
export function usualDate(title: string, now: number, zone: string): Choices {
	return withRhythm(usualChoices("date_night", title, now, zone), "once", now);
}

/** The date of its first time, even if that is after its end. */
export function firstDay(choices: Choices, now: number): string {
	const [first] = nextTimes(recurrenceOf({ ...choices, until: "" }, now), now, 1);
	return first?.original.slice(0, 10) ?? choices.from;
}

/**
 * Changes the rhythm: a monthly one has one weekday, and the interval starts at one again. If no weekday is chosen, it
 * is today's in the ritual's zone. A single date is on the day of what would have been the first time.
 */
export function withRhythm(choices: Choices, rhythm: Rhythm, now: number): Choices {
	const days = choices.weekdays.length > 0 ? choices.weekdays : [weekdayOf(localAt(now, choices.zone))];
	const once = rhythm === "once" && { until: "", from: firstDay(choices, now) };
	return {
		...choices,
		...once,
		rhythm,
		interval: rhythm === "fortnightly" ? 2 : 1,
		weekdays: rhythm === "monthly" ? days.slice(0, 1) : days,
	};
}

/** The schedule. It starts with its first real time after `from`. */
export function recurrenceOf(choices: Choices, now: number): Recurrence {
	const bare = scheduleFrom(choices, `${choices.from}T${choices.time}`);
	if (bare.frequency === "once") return bare;
	// one that has started keeps its weeks; a new one starts in the first week that has a time
	const [first] = nextTimes(begun(choices, now) ? bare : { ...bare, interval: 1 }, now, 1);
	const starts = first && first.original > bare.starts ? first.original : bare.starts;
	return { ...bare, starts };
}

/**
 * The times that a ritual with a longer interval may start with: the first of each of the next weeks or months,
 * soonest first. Empty if there is nothing to choose.
 */
export function beginnings(choices: Choices, now: number): readonly Local[] {
	const from = localAt(now, choices.zone).slice(0, 10);
	const every = { ...scheduleFrom(choices, `${from}T${choices.time}`), interval: 1 };
	if (choices.interval === 1 || choices.rhythm === "once" || choices.rhythm === "daily") return [];
	const times = nextTimes(every, now, 7 * choices.interval).map(({ original }) => original);
	const first = times.filter((time, index) => index === 0 || turn(every, time) !== turn(every, times[index - 1] ?? ""));
	return first.slice(0, choices.interval);
}

/** The week or the month of a time. */
function turn({ frequency }: Recurrence, local: Local): string | number {
	return frequency === "monthly" ? local.slice(0, 7) : Math.floor((dayOf(local) + 3) / 7);
}

function begun({ from, zone }: Choices, now: number): boolean {
	return from < localAt(now, zone).slice(0, 10);
}

export function draftOf(choices: Choices, now: number): Draft {
	const { kind, title, place, note, leads } = choices;
	const lead_minutes = [...leads].sort((a, b) => b - a);
	return {
		kind,
		title: title.trim(),
		place: place.trim(),
		note: note.trim(),
		recurrence: recurrenceOf(choices, now),
		lead_minutes,
	};
}

/** The draft of an edited ritual. It keeps the ritual's recurrence if the choices still mean the same times. */
export function editedDraft(choices: Choices, ritual: Ritual, now: number): Draft {
	const draft = draftOf(choices, now);
	return keepsTimes(choices, choicesOf(ritual), now) ? { ...draft, recurrence: ritual.recurrence } : draft;
}

function keepsTimes(choices: Choices, before: Choices, now: number): boolean {
	// the ritual's own zone may be unknown to this phone, and then the choices have another one
	if (choices.zone !== before.zone) return false;
	return JSON.stringify(recurrenceOf(choices, now)) === JSON.stringify(recurrenceOf(before, now));
}

function scheduleFrom({ rhythm, interval, weekdays, week, minutes, zone, until }: Choices, starts: Local): Recurrence {
	const [day] = weekdays;
	const rest = { interval, starts, zone, duration_minutes: minutes, ...(until && { until }) };
	if (rhythm === "once") return { frequency: "once", weekdays: null, nth: null, ...rest };
	if (rhythm === "daily") return { frequency: "daily", weekdays: null, nth: null, ...rest };
	if (rhythm === "monthly")
		return { frequency: "monthly", weekdays: null, nth: day ? { weekday: day, week } : null, ...rest };
	return { frequency: "weekly", weekdays: WEEKDAYS.filter((one) => weekdays.includes(one)), nth: null, ...rest };
}
