/** Rows of records as IndexedDB keeps them. Pure, so that the service worker can use it. */

import type { RecordKey } from "./channel";
import type { RecordRow, Version } from "./local";

/** The key of a row in IndexedDB. */
export function keyOf(row: {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
}): [string, string, string] {
	return [row.space_id, row.kind, row.id];
}

/** An empty row for a record this phone has not heard of. */
export function newRow([space_id, kind, id]: RecordKey, round = 0): RecordRow {
	return { space_id, kind, id, view: null, mine: null, removed: false, seen: 0, problem: null, waiting: null, round };
}

/** A record as it may lie open while the app is locked: its plain fields alone. */
export function withoutWords(row: RecordRow): RecordRow {
	return { ...row, view: bare(row.view), mine: bare(row.mine) };
}

function bare(version: Version | null): Version | null {
	return version && { ...version, words: null, w: null };
}
