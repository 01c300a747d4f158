/** Rituals on this phone: the accepted ones, their next times, and changing them. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { part } from "../../kernel/browser/parts";
import { minute, serverNow } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import { ready, spaceFor } from "../../kernel/store/session";
import { HELD } from "../../kernel/sync/order";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdUnsent, note, save } from "../../kernel/sync/write";
import { RITUAL_ACCEPTANCES, RITUAL_ENDS, RITUAL_QUIET_HOURS, RITUAL_REFUSALS, RITUALS } from "./kinds";
import { asMoved, comingTimes, isSoon, isStanding, type Occurrence } from "./occurrences";
import { nextTimes, type Recurrence } from "./recurrence";
import { type Ritual, rituals } from "./ritual";
import { type RitualKind, type RitualWords, recurrenceFields } from "./words";
import { isZone } from "./zones";

export {
	asMoved,
	isPast,
	isSoon,
	isStanding,
	isTooFar,
	markKept,
	movableDays,
	move,
	type Occurrence,
	onMyWay,
	planAgain,
	skip,
	snooze,
	stand,
	timesOf as occurrences,
	timesToCome,
} from "./occurrences";

import type { CalendarLink } from "./links";

export { isOnce, type Ritual, rituals } from "./ritual";

const calendarPart = part(() => import("./calendar"));
const linksPart = part(() => import("./links"));

export interface Draft extends RitualWords {
	readonly kind: RitualKind;
	readonly recurrence: Recurrence;
	/** Minutes before the start at which both are reminded; at most three. */
	readonly lead_minutes: readonly number[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;
export const HORIZON = 60 * DAY;
const YEAR = 366 * DAY;

const links = signal<readonly CalendarLink[]>([]);

const accepted = computed(() => rituals.value.filter(({ state }) => state === "accepted"));

/** The times of accepted rituals in the next 60 days, soonest first, with one that is running now. */
export const upcoming: ReadonlySignal<readonly Occurrence[]> = computed(() => {
	return comingTimes(accepted.value, minute.value, minute.value + HORIZON);
});

/** The next time of all rituals. */
export const next: ReadonlySignal<Occurrence | null> = computed(
	() => upcoming.value.find(({ state }) => isStanding(state)) ?? null,
);

/** The times that are soon and whose first reminder was due, until their end. */
export const due: ReadonlySignal<readonly Occurrence[]> = computed(() =>
	upcoming.value.filter((occurrence) => {
		const leads = accepted.value.find(({ id }) => id === occurrence.ritual.id)?.lead_minutes ?? [];
		const reminded = leads.some((lead) => minute.value >= occurrence.at - lead * MINUTE);
		return reminded && isSoon(occurrence, minute.value);
	}),
);

/** The active ritual that has replaced this one, or this one; undefined if it does not exist. */
export function standing(id: string): Ritual | undefined {
	const ritual = rituals.value.find((one) => one.id === id);
	if (ritual?.state !== "replaced") return ritual;
	const later = rituals.value.find(
		({ replaces, state }) => replaces === id && (state === "accepted" || state === "replaced"),
	);
	return later && standing(later.id);
}

/**
 * Under which id the form of a ritual keeps what is typed: one for it and all that it replaces, since a change that both
 * accept is a ritual of its own.
 */
export function formOf({ id, replaces }: Ritual): string {
	const before = rituals.value.find((one) => one.id === replaces);
	return before ? formOf(before) : `ritual/${replaces ?? id}`;
}

/** The proposed change of a ritual, not accepted by both. */
export function changeOf(id: string): Ritual | undefined {
	return rituals.value.find((one) => isChangeOf(id, one));
}

/** Proposes a ritual, or a change of one; the partner can accept it, decline it or not answer. */
export async function propose(draft: Draft, replaces: string | null = null): Promise<string> {
	const id = newId();
	const { fields, words } = parts(draft);
	const space_id = replaces ? find(replaces).space_id : spaceFor("us");
	await save(RITUALS, { id, space_id, fields: replaces ? { ...fields, replaces } : fields, words });
	return id;
}

/** Whether both have to accept the ritual again after this change: its times or its reminders are new. */
export function needsYesAgain(ritual: Ritual, draft: Draft): boolean {
	return !ritual.only_me && hasNewSchedule(ritual, draft);
}

/**
 * Changes a ritual; resolves to the id of the changed ritual. A new schedule of an accepted ritual becomes a ritual
 * of its own, so that the accepted one stays active until both accept the change.
 */
export async function editRitual(id: string, draft: Draft): Promise<string> {
	const ritual = find(id);
	if (needsYesAgain(ritual, draft) && ritual.state === "accepted") {
		const open = changeOf(id);
		return open ? editRitual(open.id, draft) : propose(draft, id);
	}
	const { fields, words } = parts(draft);
	await save(RITUALS, {
		id,
		space_id: ritual.space_id,
		// one that was not sent yet is sent as it is now
		fields: ritual.replaces ? { ...fields, replaces: ritual.replaces } : fields,
		words,
		shows: hasNewSchedule(ritual, draft)
			? { state: "proposed", accepted_by: [ready().person_id], schedule_edit: ritual.edit + 1 }
			: { schedule_edit: ritual.schedule_edit },
	});
	await passOnWords(ritual, draft);
	return id;
}

/** Whether its only or last time has ended, moved ones included. */
export function isOver(ritual: Ritual): boolean {
	return lastTimes(ritual)?.length === 0;
}

/** Whether its only or last time has begun, moved ones included. */
export function hasBegun(ritual: Ritual): boolean {
	return lastTimes(ritual)?.every(({ at }) => at <= minute.value) ?? false;
}

/** Whether it can be accepted: its current words can be read, and a time is still to come. */
export function mayAccept(ritual: Ritual): boolean {
	const { state, accepted_by_me, problem, read_only } = ritual;
	return state === "proposed" && !accepted_by_me && problem === null && !read_only && !hasBegun(ritual);
}

/** Accepts this edit, or the current one. */
export async function accept(id: string, edit = find(id).edit): Promise<void> {
	const ritual = find(id);
	const { person_id, couple } = ready();
	const accepted_by = ritual.accepted_by_partner && couple ? [person_id, couple.partner_id] : [person_id];
	const path = RITUAL_ACCEPTANCES.path(id);
	await note(RITUAL_ACCEPTANCES, {
		id,
		space_id: ritual.space_id,
		path,
		body: { edit },
		shows: { accepted_by },
		parent: { kind: RITUALS, id },
		strict: true,
	});
}

/** Declines this edit, or the current one, after the time for Undo. Nothing ends. */
export async function decline(id: string, edit = find(id).edit): Promise<Undo> {
	const { space_id } = find(id);
	const path = RITUAL_REFUSALS.path(id);
	const parent = { kind: RITUALS, id };
	await note(RITUAL_REFUSALS, { id, space_id, path, body: { edit }, shows: {}, parent, strict: true, rests: HELD });
	return () => dropUnsent(RITUAL_REFUSALS, space_id, id);
}

/** Lets a ritual remind you in your quiet hours, or stops it. Moved times stay silent there. */
export async function letThroughQuietHours(id: string, reminds: boolean): Promise<void> {
	const { space_id, edit } = find(id);
	await save(RITUAL_QUIET_HOURS, {
		id,
		space_id: ready().person_id,
		fields: { reminds, ritual_edit: edit },
		parent: { kind: RITUALS, id, space_id },
	});
}

/** Ends a ritual for both, after the time for Undo; one that was never sent is deleted without a trace. */
export async function endRitual(id: string): Promise<Undo> {
	const { space_id } = find(id);
	// if the storage fails it cannot be dropped: then its end is sent
	const undo = await holdUnsent(RITUALS, space_id, id).catch(() => null);
	if (undo) return undo;
	await note(RITUAL_ENDS, {
		id,
		space_id,
		path: RITUAL_ENDS.path(id),
		body: {},
		shows: {},
		parent: { kind: RITUALS, id },
		urgent: true,
		rests: HELD,
	});
	return () => dropUnsent(RITUAL_ENDS, space_id, id);
}

/** Makes an .ics file with the words and a year of times on this phone. */
export async function makeCalendar(): Promise<File> {
	const now = serverNow();
	return (await calendarPart()).calendarToGive(comingTimes(accepted.value, now, now + YEAR), now);
}

/** As above, with one time. */
export async function makeCalendarOf(occurrence: Occurrence): Promise<File> {
	return (await calendarPart()).calendarToGive([occurrence], serverNow());
}

/** The calendar links, once `loadCalendarLinks` has loaded them. */
export const calendarLinks: ReadonlySignal<readonly CalendarLink[]> = links;

/** Needs the network; throws Problem. */
export async function loadCalendarLinks(): Promise<void> {
	links.value = await (await linksPart()).listLinks();
}

/** Resolves to the address of a new link, shown only now. Needs the network; throws Problem. */
export async function makeCalendarLink(): Promise<string> {
	const url = await (await linksPart()).makeLink();
	await loadCalendarLinks();
	return url;
}

/** Needs the network; throws Problem. */
export async function revokeCalendarLink(id: string): Promise<void> {
	await (await linksPart()).revokeLink(id);
	await loadCalendarLinks();
}

/** What has not ended, of a ritual whose schedule has no more times; null if it has, or if this phone cannot know. */
function lastTimes(ritual: Ritual): readonly Occurrence[] | null {
	const { frequency, until, zone } = ritual.recurrence;
	if ((frequency !== "once" && until === undefined) || !isZone(zone)) return null;
	const now = minute.value;
	return nextTimes(asMoved(ritual), now, 1).length === 0 ? comingTimes([ritual], now, now + HORIZON) : null;
}

function parts({ title, place, note: text, kind, recurrence, lead_minutes }: Draft) {
	const fields = { kind, recurrence: recurrenceFields(recurrence), lead_minutes: [...lead_minutes] };
	return { fields, words: { title, place, note: text } };
}

/**
 * Writes new words of a ritual into its open changes too, since a change that both accept replaces the ritual with its
 * words. Words that a change has of its own stay.
 */
async function passOnWords(before: Ritual, draft: Draft): Promise<void> {
	for (const change of rituals.value.filter((one) => isChangeOf(before.id, one))) {
		if (change.problem !== null || change.read_only) continue;
		const isNew = (name: keyof RitualWords): boolean => draft[name] !== before[name] && change[name] === before[name];
		const names = (["title", "place", "note"] as const).filter(isNew);
		const words = Object.fromEntries(names.map((name) => [name, draft[name]]));
		if (names.length > 0) await editRitual(change.id, { ...change, ...words });
	}
}

/** Whether it is a proposed change of that ritual, not accepted by both. */
function isChangeOf(id: string, { replaces, state }: Ritual): boolean {
	return replaces === id && (state === "proposed" || state === "declined");
}

function hasNewSchedule(ritual: Ritual, draft: Draft): boolean {
	return schedule(ritual) !== schedule(draft);
}

/** A normalized form of what both accept. */
function schedule({ kind, recurrence, lead_minutes }: Pick<Draft, "kind" | "recurrence" | "lead_minutes">): string {
	const weekdays = recurrence.weekdays && [...recurrence.weekdays].sort();
	const leads = [...lead_minutes].sort((a, b) => a - b);
	return JSON.stringify([kind, recurrenceFields({ ...recurrence, weekdays }), leads]);
}

function find(id: string): Ritual {
	const ritual = rituals.value.find((one) => one.id === id);
	if (!ritual) throw new Error("no such ritual on this phone");
	return ritual;
}
