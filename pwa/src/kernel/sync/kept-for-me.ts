/**
 * Records that a person keeps for themselves, of which they can share copies: pages of a journal, reflections. Sharing
 * seals a copy for both as a record of its own, under a new id that the private record notes in its words. The partner
 * learns nothing of the private record, and unsharing deletes the copy.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Words } from "../crypto/seal";
import { type Authored, authored } from "../store/authored";
import { minute } from "../store/clock";
import { madeAt, newId } from "../store/ids";
import { SHARED_DAYS } from "../store/kept-kind";
import type { Kind } from "../store/practice";
import { laneOf, type Queued, queue } from "../store/queue";
import { type Shown, shown } from "../store/records";
import { ready, spaceFor } from "../store/session";
import { HELD } from "./order";
import type { Undo } from "./to-write";
import { dropUnsent, holdRemoval, save } from "./write";

/** How a practice keeps something for oneself; `Said` is what it reads in the words. */
export interface Keeping<Said extends object> {
	readonly kind: Kind;
	/** Parses words; null for what is none. */
	readonly read: (words: Words | null) => Said | null;
	/** The words of a copy that both can read. */
	readonly shared: (said: Said) => Words;
}

/** Of the audience `me` a private record, of `us` a copy that both can read. */
export type Kept<Said extends object> = Said &
	Authored & {
		/** On a private record: the id of its last shared copy, which may have been deleted since. */
		readonly shared_as: string | null;
	};

/** One's own, with the copy that the partner can read; null if it is not shared. */
export type Own<Said extends object> = Kept<Said> & { readonly copy: Kept<Said> | null };

export interface AllKept<Said extends object> {
	/** Newest first; also copies whose record was deleted on another phone. */
	readonly mine: readonly Own<Said>[];
	/** What the partner shared, newest first. */
	readonly theirs: readonly Kept<Said>[];
}

const DAY = 86_400_000;

/** Those among these records; `all` are all that there are, else the record of a copy may be elsewhere. */
export function keptIn<Said extends object>(
	keeping: Keeping<Said>,
	records: readonly Shown[],
	all = true,
): AllKept<Said> {
	const kept = records.flatMap((record) => asKept(keeping, record)).sort((a, b) => (a.id < b.id ? 1 : -1));
	const own = kept.filter(({ by_me }) => by_me);
	const copies = new Map(own.filter(isCopy).map((one) => [one.id, one]));
	const copied = new Set(own.map(({ shared_as }) => shared_as));
	return {
		mine: own.flatMap((one) => {
			if (isCopy(one)) return all && !copied.has(one.id) ? [{ ...one, copy: one }] : [];
			return [{ ...one, copy: copies.get(one.shared_as ?? "") ?? null }];
		}),
		theirs: kept.filter(({ by_me }) => !by_me),
	};
}

/**
 * What the partner shared in the last days, newest first; when they wrote it is not known. Their phone makes the id, and
 * one of a time far ahead would stay until then, above all that is newer. A day is left for a clock that is ahead.
 */
export function sharedLately<Said extends object>(keeping: Keeping<Said>): ReadonlySignal<readonly Kept<Said>[]> {
	const records = shown(keeping.kind);
	return computed(() => {
		const since = minute.value - SHARED_DAYS * DAY;
		const until = minute.value + DAY;
		return keptIn(keeping, records.value, false).theirs.filter(({ id }) => madeAt(id) > since && madeAt(id) < until);
	});
}

function isCopy({ audience }: Authored): boolean {
	return audience === "us";
}

/** Keeps something new for oneself; returns its id. */
export async function keep<Said extends object>({ kind }: Keeping<Said>, words: Words): Promise<string> {
	const id = newId();
	await save(kind, { id, space_id: spaceFor("me"), fields: {}, words });
	return id;
}

/** Changes a record; what was shared of it stays as it was. */
export async function changeKept<Said extends object>(
	{ kind }: Keeping<Said>,
	{ id, space_id }: Authored,
	words: Words,
): Promise<void> {
	await save(kind, { id, space_id, fields: {}, words });
}

/** Seals a copy for both, under a new id; the record notes which. */
export async function share<Said extends object>({ kind, shared }: Keeping<Said>, one: Kept<Said>): Promise<Undo> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to share with");
	const id = newId();
	await save(kind, { id, space_id: couple.id, fields: {}, words: shared(one), rests: HELD });
	await save(kind, { id: one.id, space_id: one.space_id, fields: {}, words: { shared_as: id } });
	return () => dropUnsent(kind, couple.id, id);
}

/** Whether the partner reads something else than the record says now. */
export function isChanged<Said extends object>({ shared }: Keeping<Said>, one: Own<Said>): boolean {
	return one.copy !== null && JSON.stringify(shared(one)) !== JSON.stringify(shared(one.copy));
}

/** Lets both read the record as it is now. */
export async function shareAgain<Said extends object>(
	{ kind, shared }: Keeping<Said>,
	one: Kept<Said>,
	{ id, space_id }: Authored,
): Promise<void> {
	await save(kind, { id, space_id, fields: {}, words: shared(one) });
}

/** Deletes the copy that both can read, after the time for Undo. */
export function unshare<Said extends object>({ kind }: Keeping<Said>, { id, space_id }: Authored): Promise<Undo> {
	return holdRemoval(kind, space_id, id);
}

/**
 * Whether the last copy of a record is being deleted. The partner can read it until the server has deleted it, which
 * waits for the time for Undo and for a network.
 */
export function isStopping<Said extends object>(keeping: Keeping<Said>, one: Kept<Said>): boolean {
	return copyWaits(keeping, one).some(({ method }) => method === "DELETE");
}

/** Whether the last copy of a record was never sent, so that nobody else has read it. */
export function isUnsent<Said extends object>(keeping: Keeping<Said>, one: Kept<Said>): boolean {
	return copyWaits(keeping, one).some(({ method, edit, tried }) => method === "PUT" && edit === 1 && !tried);
}

/** What waits to be sent about the last copy of a record. Reads a signal. */
function copyWaits<Said extends object>({ kind }: Keeping<Said>, { shared_as }: Kept<Said>): readonly Queued[] {
	const { couple } = ready();
	if (!couple || !shared_as) return [];
	const copy = laneOf(couple.id, kind.name, shared_as);
	return queue.value.filter(({ lane }) => lane === copy);
}

/** Deletes a record and what was shared of it, after the time for Undo. */
export async function removeKept<Said extends object>(keeping: Keeping<Said>, one: Own<Said>): Promise<Undo> {
	const undos = [await holdRemoval(keeping.kind, one.space_id, one.id)];
	if (one.copy && one.copy.id !== one.id) undos.push(await unshare(keeping, one.copy));
	return async () => (await Promise.all(undos.map((undo) => undo()))).every(Boolean);
}

function asKept<Said extends object>({ read }: Keeping<Said>, record: Shown): Kept<Said>[] {
	const said = read(record.words);
	const plain = said && authored(record);
	const shared_as = record.words?.shared_as;
	return plain ? [{ ...said, ...plain, shared_as: typeof shared_as === "string" ? shared_as : null }] : [];
}
