/** The times of a ritual: planned, moved, skipped or kept, and who is on their way. */

import { computed } from "@preact/signals";
import { newId } from "../../kernel/store/ids";
import { type Shown, shown } from "../../kernel/store/records";
import { whoIs } from "../../kernel/store/session";
import { HELD } from "../../kernel/sync/order";
import type { Note, Undo } from "../../kernel/sync/to-write";
import { dropUnsent, note, save } from "../../kernel/sync/write";
import { answerPath, occurrenceId, RITUAL_ANSWERS, RITUAL_OCCURRENCES, RITUALS, textField } from "./kinds";
import { nextTimes, type Recurrence, type Time, timesBetween } from "./recurrence";
import { dayOf, instantIn, type Local, localAt, toLocal } from "./zones";

/** The part of a ritual that its times depend on. */
export interface Schedule {
	readonly id: string;
	readonly space_id: string;
	readonly recurrence: Recurrence;
}

export interface Occurrence {
	readonly ritual: Schedule & {
		readonly title: string;
		readonly place: string;
		readonly note: string;
		readonly kind: string;
		readonly edit: number;
		readonly only_me: boolean;
	};
	/** The clock time in the schedule: the natural key. */
	readonly original: Local;
	/** The clock time now, after a move. */
	readonly starts: Local;
	/** Epoch milliseconds. */
	readonly at: number;
	readonly ends_at: number;
	/** `cancelled`: the two had agreed on it, and one has ended all of it since. */
	readonly state: ChangedState | "cancelled";
	/** How often this time was changed. */
	readonly edit: number;
	readonly on_my_way: { readonly by_me: boolean; readonly by_partner: boolean };
	/** A change, or "On my way", is not sent yet. */
	readonly pending: boolean;
	/** The last change or answer was refused, and is in the tray. */
	readonly stuck: boolean;
}

type ChangedState = "planned" | "moved" | "skipped" | "kept";

interface Change {
	readonly edit: number;
	readonly state: ChangedState;
	readonly moved_to: Local | null;
	readonly pending: boolean;
	readonly stuck: boolean;
}

/** From this long before its start a time is soon; as on the server, which puts buttons on reminders from then on. */
const SOON = 3 * 3_600_000;
const LONGEST_MOVE_DAYS = 31;
const LONGEST_MOVE = LONGEST_MOVE_DAYS * 86_400_000;
const MINUTE = 60_000;

const changed = shown(RITUAL_OCCURRENCES);
const answers = shown(RITUAL_ANSWERS);
const changes = computed(
	() =>
		new Map(
			changed.value.map(({ id, edit, fields, pending, stuck }) => [
				id,
				{ edit, state: readState(fields.state), moved_to: movedTo(fields.moved_to), pending, stuck },
			]),
		),
);

/** The times of these rituals that are not over at `from` and start until `until`, soonest first. */
export function comingTimes(rituals: readonly Occurrence["ritual"][], from: number, until: number): Occurrence[] {
	const times = rituals.flatMap((ritual) =>
		timesBetween(ritual.recurrence, from - LONGEST_MOVE, until + LONGEST_MOVE).map((time) =>
			occurrenceAt(ritual, time),
		),
	);
	return times.filter(({ at, ends_at }) => ends_at > from && at <= until).sort((a, b) => a.at - b.at);
}

/** The next `count` times of one ritual that are not over at `from`, moved ones included, soonest first. */
export function timesToCome(ritual: Occurrence["ritual"], from: number, count: number): Occurrence[] {
	const begun = timesBetween(ritual.recurrence, from - LONGEST_MOVE, from);
	const times = [...begun, ...nextTimes(ritual.recurrence, from, count)].map((time) => occurrenceAt(ritual, time));
	return times
		.filter(({ ends_at }) => ends_at > from)
		.sort((a, b) => a.at - b.at)
		.slice(0, count);
}

/**
 * Whether it takes place and is soon, from three hours before its start until its end: then the two say whether they
 * are on their way, want to be reminded again, or would rather not.
 */
export function isSoon(occurrence: Occurrence, now: number): boolean {
	return isStanding(occurrence.state) && isNear(occurrence, now);
}

/** Whether it is soon, or would be if it took place. */
export function isNear({ at, ends_at }: Occurrence, now: number): boolean {
	return now >= at - SOON && now < ends_at;
}

/** The next `count` times of one ritual, by their original times. */
export function timesOf(ritual: Occurrence["ritual"], after: number, count: number): Occurrence[] {
	return nextTimes(ritual.recurrence, after, count).map((time) => occurrenceAt(ritual, time));
}

/** The schedule with the time that a single date was moved to; of a ritual that comes back it is as both accepted it. */
export function asMoved({ id, recurrence }: Schedule): Recurrence {
	if (recurrence.frequency !== "once") return recurrence;
	const moved_to = changes.value.get(occurrenceId(id, recurrence.starts))?.moved_to;
	return moved_to ? { ...recurrence, starts: moved_to } : recurrence;
}

/** Moves one time; `to` is a clock time in the ritual's zone. */
export async function move(occurrence: Occurrence, to: Local): Promise<void> {
	await change(occurrence, "moved", to);
}

/** The dates between which one time may be moved at `now`; on the first and last, not at every hour. */
export function movableDays(
	{ ritual, original }: Occurrence,
	now: number,
): { readonly min: string; readonly max: string } {
	const day = (days: number): string => toLocal(dayOf(original) + days, "00:00").slice(0, 10);
	const today = localAt(now, ritual.recurrence.zone).slice(0, 10);
	const first = day(-LONGEST_MOVE_DAYS);
	return { min: first < today ? today : first, max: day(LONGEST_MOVE_DAYS) };
}

export function isTooFar({ ritual, original }: Occurrence, to: Local): boolean {
	const { zone } = ritual.recurrence;
	return Math.abs(instantIn(to, zone) - instantIn(original, zone)) > LONGEST_MOVE;
}

/** Whether this clock time of the ritual's zone has passed, so that nobody would see the time again. */
export function isPast({ ritual }: Occurrence, to: Local, now: number): boolean {
	return instantIn(to, ritual.recurrence.zone) <= now;
}

/** Skips one time; nobody is told who did. Resolves to what plans it as before. */
export async function skip(occurrence: Occurrence): Promise<() => Promise<void>> {
	await settle(occurrence, "skipped");
	return () => stand(occurrence);
}

export async function markKept(occurrence: Occurrence): Promise<void> {
	await settle(occurrence, "kept");
}

/** As it was before somebody skipped it or marked it as kept, moved or not. */
export async function stand(occurrence: Occurrence): Promise<void> {
	const { starts, original } = occurrence;
	await (starts === original ? planAgain(occurrence) : move(occurrence, starts));
}

/** Back to the schedule. */
export async function planAgain(occurrence: Occurrence): Promise<void> {
	await change(occurrence, "planned", null);
}

/** Reminds only you again in 15 minutes. */
export async function snooze(occurrence: Occurrence): Promise<void> {
	await answer(occurrence, "snooze", { shows: null });
}

/** Both see it, the partner after the time for Undo. */
export async function onMyWay(occurrence: Occurrence): Promise<Undo> {
	const { ritual, original } = occurrence;
	const shows = { ritual_id: ritual.id, original, answer: "on_my_way" };
	const id = await answer(occurrence, "on_my_way", { shows, rests: HELD });
	return () => dropUnsent(RITUAL_ANSWERS, ritual.space_id, id);
}

/** Returns the answer's id. */
async function answer(
	{ ritual, original }: Occurrence,
	said: "snooze" | "on_my_way",
	how: Pick<Note, "shows" | "rests">,
): Promise<string> {
	const id = newId();
	await note(RITUAL_ANSWERS, {
		id,
		space_id: ritual.space_id,
		path: answerPath(ritual.id, original, id),
		body: { answer: said },
		parent: { kind: RITUALS, id: ritual.id },
		...how,
	});
	return id;
}

/** A moved one keeps where it was moved to. */
async function settle(occurrence: Occurrence, state: "skipped" | "kept"): Promise<void> {
	const { starts, original } = occurrence;
	await change(occurrence, state, starts === original ? null : starts);
}

async function change({ ritual, original }: Occurrence, state: ChangedState, moved_to: Local | null): Promise<void> {
	const id = occurrenceId(ritual.id, original);
	await save(RITUAL_OCCURRENCES, {
		id,
		space_id: ritual.space_id,
		fields: { state, moved_to },
		parent: { kind: RITUALS, id: ritual.id },
	});
}

function occurrenceAt(ritual: Occurrence["ritual"], { original, at }: Time): Occurrence {
	const changed: Change = changes.value.get(occurrenceId(ritual.id, original)) ?? {
		edit: 0,
		state: "planned",
		moved_to: null,
		pending: false,
		stuck: false,
	};
	const starts = changed.moved_to ?? original;
	const begins = changed.moved_to ? instantIn(changed.moved_to, ritual.recurrence.zone) : at;
	const ends_at = begins + ritual.recurrence.duration_minutes * MINUTE;
	const said = isStanding(changed.state) ? onTheWay(ritual.id, original) : [];
	const by = said.map(({ author_id }) => whoIs(author_id));
	return {
		ritual,
		original,
		starts,
		at: begins,
		ends_at,
		state: changed.state,
		edit: changed.edit,
		on_my_way: { by_me: by.includes("me"), by_partner: by.includes("partner") },
		pending: changed.pending || said.some(({ pending }) => pending),
		stuck: changed.stuck || said.some(({ stuck }) => stuck),
	};
}

/** It was neither skipped nor kept nor cancelled. */
export function isStanding(state: Occurrence["state"]): boolean {
	return state === "planned" || state === "moved";
}

/** What the two have said of being on their way to this time. */
function onTheWay(ritual_id: string, original: Local): readonly Shown[] {
	return answers.value.filter(
		({ fields }) =>
			fields.answer === "on_my_way" &&
			textField(fields, "ritual_id") === ritual_id &&
			textField(fields, "original") === original,
	);
}

function readState(value: unknown): ChangedState {
	return value === "moved" || value === "skipped" || value === "kept" ? value : "planned";
}

function movedTo(value: unknown): Local | null {
	return typeof value === "string" ? value.slice(0, 16) : null;
}
