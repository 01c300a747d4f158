/** Opens a view from the feed or an answer: its words, or the reason why they do not open. */

import { type Envelope, headerOf, openWords, type SealedRecord } from "../crypto/seal";
import { RefusedError, UnknownKeyError, UnknownVersionError } from "../crypto/sealing-errors";
import { openingKey } from "./keyring";
import { type Fields, local, type Refusal, type Version } from "./local";
import { type Kind, kindOf } from "./practice";
import { splitView } from "./records";

export interface Incoming {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
	/** The view as it came. */
	readonly view: Fields;
	/** The opened version; null if there is a `problem`, which says why. */
	readonly version: Version | null;
	readonly problem: Refusal | null;
	/** The epoch whose key is missing. */
	readonly lacks: { readonly space_id: string; readonly epoch_id: string } | null;
}

/**
 * Opens one view. A failed seal is reported in the result; only errors of this phone throw. Null for a view without an
 * id.
 */
export async function openView(name: string, view: Fields): Promise<Incoming | null> {
	const { id, space_id } = view;
	if (typeof id !== "string" || typeof space_id !== "string") return null;
	const place = { space_id, kind: name, id, view };
	const kind = kindOf(name);
	// a kind that only a newer app knows waits for that app
	if (!kind) return { ...place, version: null, problem: "waiting_key", lacks: null };
	try {
		return { ...place, version: await openAs(kind, view), problem: null, lacks: null };
	} catch (error) {
		return { ...place, version: null, ...reason(error) };
	}
}

async function openAs(kind: Kind, view: Fields): Promise<Version> {
	if (kind.words === null) return splitView(view, null, null);
	const { words } = view;
	if (words === null && kind.wordsOptional) return splitView(view, null, null);
	if (!isEnvelope(words) || !isSealed(view)) throw new RefusedError("no sealed words");
	// only the server says who made a record, but the seal proves who sealed an edit, and the first edit's sealer is the
	// author
	if (view.edit === 1 && view.author_id !== null && view.author_id !== view.sealed_by)
		throw new RefusedError("another author");
	const key = await openingKey(view.space_id, words.k, kind.practice);
	const opened = await openWords(key, headerOf(kind.name, view, kind.signals), words, kind.words);
	return splitView(view, opened.words, opened.w);
}

function reason(error: unknown): Pick<Incoming, "problem" | "lacks"> {
	if (error instanceof UnknownKeyError)
		return { problem: "waiting_key", lacks: { space_id: error.spaceId, epoch_id: error.epochId } };
	if (error instanceof UnknownVersionError) return { problem: "waiting_key", lacks: null };
	if (error instanceof RefusedError || error instanceof TypeError) return { problem: "tampered", lacks: null };
	throw error;
}

/** The views that this phone could not open so far, as they came. */
export async function waitingViews(): Promise<{ readonly kind: string; readonly view: Fields }[]> {
	const rows = await (await local()).getAllFromIndex("records", "waiting");
	return rows.flatMap(({ kind, waiting }) => (waiting ? [{ kind, view: waiting }] : []));
}

function isEnvelope(value: unknown): value is Envelope {
	return typeof value === "object" && value !== null && "k" in value && typeof value.k === "string" && "ct" in value;
}

function isSealed(view: Fields): view is Fields & SealedRecord {
	return typeof view.sealed_by === "string" && typeof view.edit === "number";
}
