/**
 * How practices write. Each function resolves once the record and its request are in IndexedDB; sealing and sending are
 * loaded when first needed.
 */

import { part } from "../browser/parts";
import type { Kind } from "../store/practice";
import type { Note, Parent, Save, Undo } from "./to-write";

const writes = part(() => import("./writes"));
const removals = part(() => import("./removals"));
const heldPart = part(() => import("./held"));

/**
 * Writes a record. Throws Problem `newer_words` if a newer app wrote it, `no_key` if this phone has no key for the
 * space.
 */
export async function save(kind: Kind, what: Save): Promise<void> {
	await (await writes()).save(kind, what);
}

/** Writes a noun. */
export async function note(kind: Kind, what: Note): Promise<void> {
	await (await writes()).note(kind, what);
}

/**
 * Deletes a record. One that never left this phone is deleted without a request, with all that belongs to it; returns
 * whether that was so.
 */
export async function removeNow(kind: Kind, space_id: string, id: string): Promise<boolean> {
	return (await removals()).removeNow(kind, space_id, id);
}

/** Deletes a record in six seconds, or once the page is hidden, closed or locked; until then it can be undone. */
export async function holdRemoval(kind: Kind, space_id: string, id: string): Promise<Undo> {
	return (await heldPart()).holdRemoval(kind, space_id, id);
}

/** As `holdRemoval`, for a record that never left this phone; null if the server may have it. */
export async function holdUnsent(kind: Kind, space_id: string, id: string): Promise<Undo | null> {
	return (await heldPart()).holdUnsent(kind, space_id, id);
}

/**
 * Withdraws a record by a noun of its own, which is sent before everything else, even the record. A record that never
 * left this phone is deleted without a request; returns whether that was so.
 */
export async function withdraw(kind: Kind, what: Note, from: Parent): Promise<boolean> {
	return (await removals()).withdraw(kind, what, from);
}

/**
 * Writes a record at once or not at all: nothing waits on this phone. Throws Problem; if its status is 0 or 5xx, the
 * record may or may not have arrived.
 */
export async function saveNow(kind: Kind, what: Save): Promise<void> {
	await (await writes()).saveNow(kind, what);
}

/** Deletes a record that never left this phone, with all that belongs to it; returns whether it could. */
export async function dropUnsent(kind: Kind, space_id: string, id: string): Promise<boolean> {
	return (await removals()).dropUnsent(kind, space_id, id);
}
