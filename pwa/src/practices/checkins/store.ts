/** Check-ins on this phone: both people's, and saving one. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { audienceOf } from "../../kernel/store/audience";
import { type Authored, authored } from "../../kernel/store/authored";
import { dayOf, dayPart, minute, serverNow, toInstant } from "../../kernel/store/clock";
import { spaceOf, withId } from "../../kernel/store/history";
import { madeAt, newId } from "../../kernel/store/ids";
import type { Fields } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { spaceFor } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { holdRemoval, removeNow, save } from "../../kernel/sync/write";
import type { Level } from "../../ui/level";
import { CHECK_INS } from "./kinds";
import { type CheckInWords, type Mood, readCheckIn } from "./words";

/** `at` is when it is about; of the partner's, display only the part of the day. */
export interface CheckIn extends CheckInWords, Authored {}

export interface Details {
	readonly energy?: Level | null;
	readonly closeness?: Level | null;
	readonly feelings?: readonly string[];
	readonly note?: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TWO_DAYS = 48 * HOUR;

const records = shown(CHECK_INS);
const all = computed(() => asCheckIns(records.value));

/** The person's own, newest first. */
export const mine: ReadonlySignal<readonly CheckIn[]> = computed(() => all.value.filter((checkIn) => checkIn.by_me));

/** Your check-ins of today. */
export const mineToday: ReadonlySignal<readonly CheckIn[]> = computed(() =>
	mine.value.filter(({ at }) => dayPart(at, minute.value).day === "today"),
);

/** The check-in of your last tap on a face, for an hour: details are offered below the faces. */
export const lastTapped: ReadonlySignal<CheckIn | null> = computed(() => {
	const last = mine.value.reduce<CheckIn | null>((one, next) => (one && one.id > next.id ? one : next), null);
	return last && madeAt(last.id) > minute.value - HOUR ? last : null;
});

/** The partner's, newest first. */
export const theirs: ReadonlySignal<readonly CheckIn[]> = computed(() => all.value.filter((checkIn) => !checkIn.by_me));

export const latestMine: ReadonlySignal<CheckIn | null> = computed(() => recent(mine.value));
export const latestTheirs: ReadonlySignal<CheckIn | null> = computed(() => recent(theirs.value));

/** Who will see the next check-in. */
export const audience = audienceOf("audience");

/** Saves a face for the current audience; the id is for `undo` and `addDetails`. */
export async function checkIn(mood: Mood, day: "today" | "yesterday" = "today"): Promise<string> {
	const id = newId();
	const later = day === "yesterday";
	const words = { mood, energy: null, closeness: null, feelings: [], note: "", ...(later && { added_later: true }) };
	const at = toInstant(later ? noonOfYesterday() : serverNow());
	await save(CHECK_INS, { id, space_id: spaceFor(audience.now.value), fields: { at }, words });
	return id;
}

/** Adds details to one of any age. */
export async function addDetails(id: string, details: Details): Promise<void> {
	const [record] = await withId(CHECK_INS, id);
	if (!record) throw new Error("no such check-in on this phone");
	const { space_id, fields } = record;
	await save(CHECK_INS, { id, space_id, fields: { at: fields.at ?? null }, words: { ...details } });
}

/** Deletes a check-in with its words, after the time for Undo. */
export async function remove(id: string): Promise<Undo> {
	return holdRemoval(CHECK_INS, await spaceOf(CHECK_INS, id), id);
}

/** Undoes a check-in; the partner may have seen it. */
export async function undo(id: string): Promise<void> {
	await removeNow(CHECK_INS, await spaceOf(CHECK_INS, id), id);
}

/** When a check-in of yesterday is said to be: at noon, since nobody is asked for the hour. See `dayOf` for nights. */
export function noonOfYesterday(): number {
	const today = new Date(dayOf(serverNow()) * DAY);
	return new Date(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - 1, 12).getTime();
}

function recent(list: readonly CheckIn[]): CheckIn | null {
	const [latest] = list;
	return latest && latest.at > minute.value - TWO_DAYS ? latest : null;
}

/** The check-ins among these records that this phone can read, newest first. */
export function asCheckIns(found: readonly Shown[]): readonly CheckIn[] {
	// of two in one millisecond the later has the higher id
	return found.flatMap(asCheckIn).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

function asCheckIn(record: Shown): CheckIn[] {
	const words = readCheckIn(record.words);
	const plain = words && authored(record);
	return plain ? [{ ...words, ...plain, at: shownAt(record.fields) }] : [];
}

/** The earlier of the time by the author's phone and the time of receipt, since that phone's clock may be ahead. */
function shownAt({ at, shown_at }: Fields): number {
	const [said, shown] = [Date.parse(String(at)), Date.parse(String(shown_at))];
	return Number.isNaN(shown) ? said : Math.min(said, shown);
}
