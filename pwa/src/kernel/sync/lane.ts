/** Writes to a record and to its lane of the outbox, each within one transaction. */

import { wallNow } from "../browser/wall";
import { announce, type Change } from "../store/apply";
import { type RecordKey, tell } from "../store/channel";
import { begin, life, type OutboxItem, type Transaction, type Version } from "../store/local";
import { type Kind, kindOf } from "../store/practice";
import { isQueued, laneOf, type Queued, rereadQueue, written } from "../store/queue";
import { newRow } from "../store/rows";
import { nounBody, shownAs } from "./nouns";
import type { Note, Save } from "./to-write";

/**
 * Writes in one transaction, then shows the changes and sends them. A single transaction, so that a tap is kept even if
 * the page is reloaded at once.
 */
export async function inOne(write: (transaction: Transaction) => Promise<readonly Change[]>): Promise<void> {
	const transaction = await begin(life());
	const changes = await write(transaction);
	await transaction.done;
	announce(changes);
	await poke();
}

/** Tells this tab and the others that the person wrote something; the leading tab sends it. */
export async function poke(): Promise<void> {
	// first, so that it is sent at once
	written();
	tell({ type: "outbox" });
	await rereadQueue();
}

/** Stores a noun and its request; returns the row to show, if any. */
export async function putNoun(transaction: Transaction, kind: Kind, what: Note): Promise<readonly Change[]> {
	const item = {
		...request(kind, what, { body: nounBody(what), edit: null, epoch: null, plain: null }),
		path: what.path,
		strict: what.strict ?? false,
	};
	const mine = shownAs(kind, what);
	if (mine) return putVersion(transaction, { kind, key: [what.space_id, kind.name, what.id], mine, item });
	await transaction.objectStore("outbox").add(item);
	return [];
}

interface Written {
	readonly kind: Kind;
	readonly key: RecordKey;
	readonly mine: Version;
	readonly item: OutboxItem;
}

/** Stores what was written here of a record, with its request; returns the rows to show. */
export async function putVersion(
	transaction: Transaction,
	{ kind, key, mine, item }: Written,
): Promise<readonly Change[]> {
	const unsaid: Change[] = [];
	const row = { ...((await transaction.objectStore("records").get([...key])) ?? newRow(key)), mine };
	await transaction.objectStore("records").put(row);
	// the new write supersedes refused requests, and for a replaced kind all earlier ones
	for (const earlier of await laneItems(transaction, item.lane))
		if (earlier.stuck) unsaid.push(...(await dropRefused(transaction, earlier)));
		else if (kind.replaced) await transaction.objectStore("outbox").delete(earlier.seq);
	await transaction.objectStore("outbox").add(item);
	return [...unsaid, { key, row }];
}

/**
 * Deletes a refused edit, and each yes that was said to it here: sent after that, it would be one to what the server has
 * under the same edit, which nobody has read. Returns the rows to show.
 */
export async function dropRefused(transaction: Transaction, { seq, lane }: Queued): Promise<Change[]> {
	const [outbox, records] = [transaction.objectStore("outbox"), transaction.objectStore("records")];
	await outbox.delete(seq);
	const unsaid: Change[] = [];
	for (const yes of (await outbox.getAll()).filter(isQueued)) {
		if (yes.parent !== lane || !yes.strict || yes.seq < seq || !kindOf(yes.kind)?.about) continue;
		await outbox.delete(yes.seq);
		const key: RecordKey = [yes.space_id, yes.kind, yes.record_id];
		const before = await records.get([...key]);
		const row = before?.view ? { ...before, mine: null } : null;
		await (row ? records.put(row) : records.delete([...key]));
		unsaid.push({ key, row });
	}
	return unsaid;
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
