/** The sealed words of a ritual, and its plain fields as the screens use them. */

import type { Words } from "../../kernel/crypto/seal";
import type { Fields } from "../../kernel/store/local";
import { cutShort } from "../../kernel/text/cut-short";
import type { Recurrence } from "./recurrence";
import { WEEKDAYS, type Weekday } from "./weekdays";

export const RITUAL_KINDS = [
	"candlelight_dinner",
	"date_night",
	"weekly_debrief",
	"monthly_ceremony",
	"weekly_budget_review",
	"daily_check_in",
	"walk",
	"technology_free_evening",
	"private_time",
	"own",
] as const;
export type RitualKind = (typeof RITUAL_KINDS)[number];

export interface RitualWords {
	readonly title: string;
	readonly place: string;
	readonly note: string;
}

export function readRitual(words: Words | null): RitualWords {
	return { title: text(words?.title), place: text(words?.place), note: text(words?.note) };
}

/** What a lock screen may show. */
export function titleHeadline(words: Words | null): Words {
	return { title: cutShort(readRitual(words).title) };
}

export function readKind(value: unknown): RitualKind {
	return RITUAL_KINDS.find((kind) => kind === value) ?? "own";
}

/** At most three lead times in minutes, longest first. */
export function readLeads(value: unknown): readonly number[] {
	return Array.isArray(value) ? value.filter((lead) => typeof lead === "number").sort((a, b) => b - a) : [];
}

/** Null if this app cannot compute it. */
export function readRecurrence(value: Fields[string] | undefined): Recurrence | null {
	if (!isFields(value)) return null;
	const { interval, starts, zone, duration_minutes, until } = value;
	const frequency = (["once", "daily", "weekly", "monthly"] as const).find((one) => one === value.frequency);
	if (!frequency) return null;
	if (
		typeof interval !== "number" ||
		typeof starts !== "string" ||
		typeof zone !== "string" ||
		typeof duration_minutes !== "number"
	)
		return null;
	return {
		frequency,
		interval,
		weekdays: readWeekdays(value.weekdays),
		nth: readNth(value.nth),
		starts: starts.slice(0, 16),
		zone,
		duration_minutes,
		...(typeof until === "string" && { until: until.slice(0, 10) }),
	};
}

/** In the API's format. */
export function recurrenceFields({
	frequency,
	interval,
	weekdays,
	nth,
	starts,
	zone,
	duration_minutes,
	until,
}: Recurrence): Fields {
	return {
		frequency,
		interval,
		weekdays,
		nth: nth && { weekday: nth.weekday, week: nth.week },
		starts,
		zone,
		duration_minutes,
		...(until !== undefined && { until }),
	};
}

function readWeekdays(value: Fields[string] | undefined): readonly Weekday[] | null {
	return Array.isArray(value) ? WEEKDAYS.filter((day) => value.includes(day)) : null;
}

function readNth(value: Fields[string] | undefined): Recurrence["nth"] {
	if (!isFields(value)) return null;
	const weekday = WEEKDAYS.find((day) => day === value.weekday);
	const week = ([1, 2, 3, 4, -1] as const).find((one) => one === value.week);
	return weekday && week ? { weekday, week } : null;
}

function isFields(value: Fields[string] | undefined): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
	return typeof value === "string" ? value : "";
}
