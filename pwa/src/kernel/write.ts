/** How practices write. Each resolves once the record and its request are in IndexedDB; sealing and sending are loaded when first needed. */

import type { Fields } from "./local";
import { part } from "./parts";
import type { Kind } from "./practice";
import type { Words } from "./seal";

const writes = part(() => import("./writes"));
const heldPart = part(() => import("./held"));

/** Takes a deletion back, and says whether it still could. */
export type Undo = () => Promise<boolean>;

/** The record that another hangs on. */
export interface Parent {
	readonly kind: Kind;
	readonly id: string;
	/** The space it is in, where that is another. */
	readonly space_id?: string;
}

/** A new record, or the next edit of one. */
export interface Save {
	readonly id: string;
	readonly space_id: string;
	/** The plain fields of the PUT beside the common ones. */
	readonly fields: Fields;
	/** Laid over the words there are, so that fields this app does not know survive; all there is where a kind is replaced. */
	readonly words?: Words;
	/** Derived fields as they will be, shown until the server answers; never sent. */
	readonly shows?: Fields;
	readonly parent?: Parent;
	readonly urgent?: boolean;
	/** How long it can be taken back without a trace, in milliseconds. */
	readonly rests?: number;
	/** It waits as a draft under this code of the kind's, as if it had been refused, and goes only when it is saved once more. */
	readonly draft?: string;
}

/** A state change that is a noun of its own: an end, an acceptance, an answer. */
export interface Note {
	readonly id: string;
	readonly space_id: string;
	/** Its address under /api/v1. */
	readonly path: string;
	/** The request beside `space_id`. */
	readonly body: Fields;
	/** What it looks like until the server answers; null where it shows nowhere. */
	readonly shows: Fields | null;
	readonly parent?: Parent;
	/** It speaks of the parent as it was written here, so it waits while an edit of that is refused. */
	readonly strict?: boolean;
	readonly urgent?: boolean;
	/** How long it can be taken back without a trace, in milliseconds. */
	readonly rests?: number;
}

/** Writes a record. Throws Problem `newer_words` where a newer app wrote it, `no_key` where this phone has no key for the space. */
export async function save(kind: Kind, what: Save): Promise<void> {
	await (await writes()).save(kind, what);
}

/** Writes a noun. */
export async function note(kind: Kind, what: Note): Promise<void> {
	await (await writes()).note(kind, what);
}

/** Takes a record back. One that never left this phone goes without a trace, with all that hangs on it. Says whether it did. */
export async function takeBack(kind: Kind, space_id: string, id: string): Promise<boolean> {
	return (await writes()).takeBack(kind, space_id, id);
}

/** Deletes a record in six seconds, or once the page is hidden, closed or locked; until then it can be undone. */
export async function holdRemoval(kind: Kind, space_id: string, id: string): Promise<Undo> {
	return (await heldPart()).holdRemoval(kind, space_id, id);
}

/** The same for one that never left this phone; null where it has. */
export async function holdUnsent(kind: Kind, space_id: string, id: string): Promise<Undo | null> {
	return (await heldPart()).holdUnsent(kind, space_id, id);
}

/**
 * Takes a record back by a noun of its own, which overtakes all that waits to be sent, the record too. One that never
 * left this phone goes without a trace. Says whether it did.
 */
export async function withdraw(kind: Kind, what: Note, from: Parent): Promise<boolean> {
	return (await writes()).withdraw(kind, what, from);
}

/**
 * Writes a record at once or not at all: nothing of it waits on this phone. Throws Problem; where its status is 0 or a
 * fault of the server's, nobody knows whether it arrived.
 */
export async function saveNow(kind: Kind, what: Save): Promise<void> {
	await (await writes()).saveNow(kind, what);
}

/** Removes a record that never left this phone, with all that hangs on it, and says whether it could. */
export async function dropUnsent(kind: Kind, space_id: string, id: string): Promise<boolean> {
	return (await writes()).dropUnsent(kind, space_id, id);
}
