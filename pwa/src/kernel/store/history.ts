/**
 * Records of any age, read from IndexedDB page by page. Memory holds only what the screens of now need (`shown`); a
 * screen of the past reads what it shows.
 */

import { firstIdAt } from "./ids";
import { withLocal } from "./local";
import { locked } from "./locked";
import type { Kind } from "./practice";
import { type Shown, showingOf } from "./records";

/** Later than every id. */
const EVER = 2 ** 48 - 1;
/** How many records a page has. */
const PAGE = 200;

/**
 * The records of a kind that were made at or after `from` and before `to`, in epoch milliseconds by the clock of the
 * phone that made their ids (UUIDv7); all of them without `from` and `to`. Newest first, in pages of `size`; no page is
 * empty. What is being deleted is left out, and what is not sent yet is in. Nothing while the app is locked. Each page
 * is read when it is asked for: what changes meanwhile is in no earlier page.
 */
export async function* history(kind: Kind, from = 0, to = EVER, size = PAGE): AsyncGenerator<readonly Shown[], void> {
	let end = firstIdAt(to);
	for (let ids = await idsIn(kind, firstIdAt(from), end); ids.length > 0; ids = ids.filter((id) => id < end)) {
		// one id may be in two spaces; both are on one page
		const start = ids[Math.max(0, ids.length - size)] ?? "";
		if (locked.value) return;
		const page = await recordsIn(kind, start, end);
		end = start;
		if (page.length > 0) yield page;
	}
}

/** The records with this id, of any age: one id may be in two spaces. None while the app is locked. */
export async function withId(kind: Kind, id: string): Promise<readonly Shown[]> {
	if (locked.value) return [];
	const rows = await withLocal((db) => db.getAllFromIndex("records", "kind", IDBKeyRange.only([kind.name, id])));
	return rows.flatMap(showingOf(kind));
}

/** The space of a record of any age; throws if it is not on this phone. */
export async function spaceOf(kind: Kind, id: string): Promise<string> {
	const [record] = await withId(kind, id);
	if (!record) throw new Error("no such record on this phone");
	return record.space_id;
}

async function idsIn(kind: Kind, from: string, to: string): Promise<readonly string[]> {
	const keys = await withLocal((db) => db.getAllKeysFromIndex("records", "kind", rangeOf(kind, from, to)));
	return keys.map(([, , id]) => id);
}

async function recordsIn(kind: Kind, from: string, to: string): Promise<readonly Shown[]> {
	const rows = await withLocal((db) => db.getAllFromIndex("records", "kind", rangeOf(kind, from, to)));
	return rows.flatMap(showingOf(kind)).reverse();
}

function rangeOf(kind: Kind, from: string, to: string): IDBKeyRange {
	return IDBKeyRange.bound([kind.name, from], [kind.name, to], false, true);
}
