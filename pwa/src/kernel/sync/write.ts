/**
 * How practices write. Each function resolves once the record and its request are in IndexedDB; sealing and sending are
 * loaded when first needed.
 */

import { part } from "../browser/parts";
import type { Words } from "../crypto/seal";
import type { Fields } from "../store/local";
import type { Kind } from "../store/practice";

const writes = part(() => import("./writes"));
const removals = part(() => import("./removals"));
const heldPart = part(() => import("./held"));

/** Undoes a deletion; returns false if it was too late. */
export type Undo = () => Promise<boolean>;

/** The record that another one belongs to. */
export interface Parent {
	readonly kind: Kind;
	readonly id: string;
	/** Its space, if that is another one. */
	readonly space_id?: string;
}

/** A new record, or the next edit of one. */
export interface Save {
	readonly id: string;
	readonly space_id: string;
	/** The plain fields of the PUT, without those that all records have. */
	readonly fields: Fields;
	/**
	 * Merged over the existing words, so that fields unknown to this app are kept; for a replaced kind, all of its words.
	 */
	readonly words?: Words;
	/** Derived fields, shown until the server answers; never sent. */
	readonly shows?: Fields;
	readonly parent?: Parent;
	readonly urgent?: boolean;
	/** How long it can be undone without a trace, in milliseconds. */
	readonly rests?: number;
	/**
	 * Waits as a draft, under this code of the kind's `drafts`, as if it had been refused; sent only once it is saved
	 * again.
	 */
	readonly draft?: string;
}

/** A state change that is a record of its own: an end, an acceptance, an answer. */
export interface Note {
	readonly id: string;
	readonly space_id: string;
	/** Its path under /api/v1. */
	readonly path: string;
	/** The request body, without `space_id`. */
	readonly body: Fields;
	/** The fields shown until the server answers; null if it is shown nowhere. */
	readonly shows: Fields | null;
	readonly parent?: Parent;
	/** It refers to the parent as written here, so it waits while an edit of the parent is refused. */
	readonly strict?: boolean;
	readonly urgent?: boolean;
	/** How long it can be undone without a trace, in milliseconds. */
	readonly rests?: number;
}

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
