/**
 * Writes on this phone: the record and its sealed request go into IndexedDB in one transaction. IndexedDB transactions
 * cannot wait for sealing, so it happens before; a write that lost a race with another tab seals again.
 */

import { announce } from "./apply";
import { sendNoun, sendRemoval, storedOrSent } from "./by-network";
import { type RecordKey, tell } from "./channel";
import { ifStored } from "./if-stored";
import {
	begin,
	life,
	type OutboxItem,
	type Plain,
	type RecordRow,
	type Transaction,
	type Version,
	withLocal,
} from "./local";
import { nounBody, shownAs } from "./nouns";
import type { Kind } from "./practice";
import { Problem } from "./problem";
import { isQueued, laneOf, type Queued, rereadQueue, written } from "./queue";
import { keyOf, newRow } from "./rows";
import { saveNow } from "./save-now";
import { sealedBody } from "./sealed-body";
import { ready } from "./session";
import { wallNow } from "./wall";
import type { Note, Parent, Save } from "./write";

export { saveNow };

/**
 * Writes the next edit of a record; if an urgent one cannot be stored, sends it. Throws Problem `newer_words` or
 * `no_key`.
 */
export async function save(kind: Kind, what: Save): Promise<void> {
	if (!isUrgent(kind, what)) return store(kind, what);
	await storedOrSent(
		() => store(kind, what),
		() => saveNow(kind, what),
	);
}

/**
 * Writes a noun; if an urgent one cannot be stored, sends it. Nouns have no edits: a repeat is idempotent, a different
 * one is refused.
 */
export async function note(kind: Kind, what: Note): Promise<void> {
	if (!isUrgent(kind, what)) return storeNoun(kind, what);
	await storedOrSent(
		() => storeNoun(kind, what),
		() => sendNoun(kind, what),
	);
}

/** Resolves when the record is in IndexedDB. */
async function store(kind: Kind, what: Save): Promise<void> {
	for (;;) {
		const before = await readLane(kind, [what.space_id, kind.name, what.id]);
		const plain = plainOf(kind, what, before.row);
		const edit = nextEdit(before);
		const { person_id } = ready();
		const { text, epoch } = await sealedBody(kind, { ...what, edit, sealed_by: person_id, plain });
		const mine = {
			edit,
			author_id: authorOf(before.row, person_id),
			sealed_by: person_id,
			fields: { ...what.fields, ...what.shows },
			words: plain.words,
			w: kind.words,
		};
		const item = request(kind, what, { body: text, edit, epoch, plain });
		if (await put(before, mine, item)) return;
	}
}

/** Resolves when the noun is in IndexedDB. */
async function storeNoun(kind: Kind, what: Note): Promise<void> {
	const key: RecordKey = [what.space_id, kind.name, what.id];
	const body = nounBody(what);
	const item = {
		...request(kind, what, { body, edit: null, epoch: null, plain: null }),
		path: what.path,
		strict: what.strict ?? false,
	};
	const mine = shownAs(what);
	if (mine) while (!(await put(await readLane(kind, key), mine, item)));
	else await add(item);
}

function isUrgent(kind: Kind, { urgent }: Pick<Save, "urgent">): boolean {
	return urgent ?? kind.urgent ?? false;
}

/** Deletes a record, by the network if that cannot be stored; returns whether it was deleted without a request. */
export async function takeBack(kind: Kind, space_id: string, id: string): Promise<boolean> {
	if (await canDrop(kind, space_id, id)) return true;
	await storedOrSent(
		() => storeRemoval(kind, space_id, id),
		() => sendRemoval(kind, space_id, id),
	);
	return false;
}

async function storeRemoval(kind: Kind, space_id: string, id: string): Promise<void> {
	const key: RecordKey = [space_id, kind.name, id];
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([...key]);
	const removed = row && { ...row, mine: null, removed: true };
	await clearLane(transaction, laneOf(...key));
	if (removed) await transaction.objectStore("records").put(removed);
	await transaction.objectStore("outbox").add({
		...request(kind, { id, space_id, urgent: true }, { body: null, edit: null, epoch: null, plain: null }),
		method: "DELETE",
	});
	await transaction.done;
	if (removed) announce([{ key, row: removed }]);
	await poke();
}

/**
 * Withdraws a record by a noun; returns whether the record was deleted without a request. A request of the record in
 * flight may reach the server before or after the noun.
 */
export async function withdraw(kind: Kind, what: Note, { kind: from, id }: Parent): Promise<boolean> {
	if (await canDrop(from, what.space_id, id)) return true;
	await note(kind, { ...what, urgent: true });
	// the server refuses a record that arrives after its withdrawal
	await ifStored(() => forgetUnsent([what.space_id, from.name, id]));
	return false;
}

/** Deletes what was written here about a record and is not answered yet. */
async function forgetUnsent(key: RecordKey): Promise<void> {
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([...key]);
	await clearLane(transaction, laneOf(...key));
	if (row && !row.view) await transaction.objectStore("records").delete([...key]);
	await transaction.done;
	if (row && !row.view) announce([{ key, row: null }]);
	await poke();
}

/** Deletes an unsent record; returns whether it could. If nothing can be stored, it is treated as sent. */
async function canDrop(kind: Kind, space_id: string, id: string): Promise<boolean> {
	let dropped = false;
	await ifStored(async () => {
		dropped = await dropUnsent(kind, space_id, id);
	});
	return dropped;
}

/** Deletes a record that never left this phone, with all that belongs to it; returns whether it could. */
export async function dropUnsent(kind: Kind, space_id: string, id: string): Promise<boolean> {
	const key: RecordKey = [space_id, kind.name, id];
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([...key]);
	const lane = await laneItems(transaction, laneOf(...key));
	const unsent = row !== undefined && row.view === null && !lane.some(({ tried }) => tried);
	const gone = unsent ? await dropLane(transaction, key) : [];
	await transaction.done;
	announce(gone.map((one) => ({ key: one, row: null })));
	if (unsent) await poke();
	return unsent;
}

/** Deletes a record made on this phone, its requests, and its children; returns all their keys. */
export async function dropLane(transaction: Transaction, key: RecordKey): Promise<RecordKey[]> {
	const lane = laneOf(...key);
	const gone: RecordKey[] = [key];
	await clearLane(transaction, lane);
	await transaction.objectStore("records").delete([...key]);
	for (const child of (await transaction.objectStore("outbox").getAll()).filter(({ parent }) => parent === lane)) {
		gone.push(...(await dropLane(transaction, [child.space_id, child.kind, child.record_id])));
	}
	return gone;
}

/** Tells this tab and the others that the person wrote something; the leading tab sends it. */
export async function poke(): Promise<void> {
	// first, so that it is sent at once
	written();
	tell({ type: "outbox" });
	await rereadQueue();
}

interface Lane {
	readonly born: number;
	readonly kind: Kind;
	readonly key: RecordKey;
	readonly row: RecordRow | undefined;
	readonly items: readonly Queued[];
}

async function readLane(kind: Kind, key: RecordKey): Promise<Lane> {
	const born = life();
	const [items, row] = await Promise.all([
		withLocal((db) => db.getAllFromIndex("outbox", "lane", laneOf(...key))),
		withLocal((db) => db.get("records", [...key])),
	]);
	return { born, kind, key, row, items: items.filter(isQueued) };
}

/** The edit after the highest one seen or waiting; refused ones do not count. */
function nextEdit({ kind, row, items }: Pick<Lane, "kind" | "row" | "items">): number {
	if (kind.replaced) return 1;
	const edits = items.filter(({ stuck }) => !stuck).map(({ edit }) => edit ?? 0);
	return Math.max(row?.view?.edit ?? 0, row?.seen ?? 0, ...edits) + 1;
}

function plainOf(kind: Kind, what: Save, row: RecordRow | undefined): Plain {
	if (kind.replaced) return { fields: what.fields, words: what.words ?? null };
	const base = row?.mine ?? row?.view ?? null;
	if (base?.w && kind.words !== null && base.w > kind.words)
		throw new Problem("newer_words", 0, "A newer version of the app wrote this. It can be read here, not changed.");
	const words = what.words ? { ...base?.words, ...what.words } : null;
	return { fields: what.fields, words };
}

function authorOf(row: RecordRow | undefined, me: string): string {
	return row?.view?.author_id ?? row?.mine?.author_id ?? me;
}

/** Stores record and request, unless another write came in between: then does nothing and returns false. */
async function put(before: Lane, mine: Version, item: OutboxItem): Promise<boolean> {
	const transaction = await begin(before.born);
	const row = (await transaction.objectStore("records").get([...before.key])) ?? newRow(before.key);
	const items = await laneItems(transaction, item.lane);
	if (item.edit !== null && nextEdit({ kind: before.kind, row, items }) !== item.edit) {
		transaction.abort();
		await transaction.done.catch(() => undefined);
		return false;
	}
	const written = { ...row, mine };
	await transaction.objectStore("records").put(written);
	// the new write supersedes refused requests, and for a replaced kind all earlier ones
	for (const { seq, stuck } of items)
		if (stuck || before.kind.replaced) await transaction.objectStore("outbox").delete(seq);
	await transaction.objectStore("outbox").add(item);
	await transaction.done;
	announce([{ key: keyOf(written), row: written }]);
	await poke();
	return true;
}

async function add(item: OutboxItem): Promise<void> {
	await withLocal((db) => db.add("outbox", item));
	await poke();
}

export function request(
	kind: Kind,
	what: Pick<Save, "id" | "space_id" | "parent" | "urgent" | "rests" | "draft">,
	parts: Pick<OutboxItem, "body" | "edit" | "epoch" | "plain">,
): OutboxItem {
	const { id, space_id, parent, urgent, rests, draft } = what;
	const place = {
		space_id,
		kind: kind.name,
		record_id: id,
		lane: laneOf(space_id, kind.name, id),
		path: kind.path(id),
	};
	const hangsOn = parent ? laneOf(parent.space_id ?? space_id, parent.kind.name, parent.id) : null;
	return {
		...place,
		...parts,
		parent: hangsOn,
		strict: false,
		urgent: urgent ?? kind.urgent ?? false,
		method: "PUT",
		tried: false,
		stuck: draft === undefined ? null : { code: draft, status: 0, title: "" },
		at: wallNow(),
		...(rests === undefined ? {} : { due: wallNow() + rests }),
	};
}

export async function laneItems(transaction: Transaction, lane: string): Promise<Queued[]> {
	return (await transaction.objectStore("outbox").index("lane").getAll(lane)).filter(isQueued);
}

export async function clearLane(transaction: Transaction, lane: string): Promise<void> {
	for (const { seq } of await laneItems(transaction, lane)) await transaction.objectStore("outbox").delete(seq);
}
