/** What practices write: records and nouns. */

import type { Words } from "../crypto/seal";
import type { Fields } from "../store/local";
import type { Kind } from "../store/practice";

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
