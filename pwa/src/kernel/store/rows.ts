/** Rows of records and drafts in IndexedDB. Pure, so that the service worker can use it. */

import type { RecordKey } from "./channel";
import type { RecordRow, Refusal, Version } from "./local";

/** The key of a row in IndexedDB. */
export function keyOf(row: {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
}): [string, string, string] {
	return [row.space_id, row.kind, row.id];
}

/** An empty row for a record that this phone does not know yet. */
export function newRow([space_id, kind, id]: RecordKey, round = 0): RecordRow {
	return { space_id, kind, id, view: null, mine: null, removed: false, seen: 0, problem: null, waiting: null, round };
}

/** Whether an update was refused: its seal did not match, or it was older than what this phone has seen. */
export function isRefused(problem: Refusal | null): problem is "tampered" | "older" {
	return problem === "tampered" || problem === "older";
}

/** A record's plain fields, which stay readable while the app is locked. */
export function withoutWords(row: RecordRow): RecordRow {
	return { ...row, view: bare(row.view), mine: bare(row.mine) };
}

function bare(version: Version | null): Version | null {
	return version && { ...version, words: null, w: null };
}

/** The keys of all drafts under "meta". */
export function draftRows(): IDBKeyRange {
	return IDBKeyRange.bound("draft/", "draft/\uffff");
}
