/** What the server refused: keeps it with its words, and does what the person decides about it. */

import { Problem } from "../browser/problem";
import { canonicalValue, type Json } from "../crypto/bytes";
import { announce } from "../store/apply";
import { tell } from "../store/channel";
import { newId } from "../store/ids";
import { begin, life, local, type Plain, type Version } from "../store/local";
import { kindOf } from "../store/practice";
import { isQueued, type Queued, rereadQueue } from "../store/queue";
import { spaceFor } from "../store/session";
import { pull } from "./feed";
import { dropLane, dropRefused, poke } from "./lane";
import { save } from "./writes";

/**
 * Puts a refused request in the tray. For a conflict, fetches the server's version; if both are the same, nobody is
 * asked.
 */
export async function refuse(item: Queued, { code, status, title }: Problem): Promise<void> {
	const theirs = status === 412 ? await fetchTheirs(item) : null;
	if (theirs && item.plain && isSame(item.plain, theirs)) return settle(item);
	await change(item.seq, { ...item, stuck: { code, status, title } });
	await rereadQueue();
	tell({ type: "outbox" });
}

/** Sends it again unchanged. */
export async function retry(seq: number): Promise<void> {
	const item = await find(seq);
	if (item) await change(seq, { ...item, stuck: null });
	await poke();
}

/**
 * Discards it: the record is again what the server has. If the server never had it, deletes it together with what
 * belongs to it.
 */
export async function discard(seq: number): Promise<void> {
	const item = await find(seq);
	if (!item) return;
	const { space_id, kind, record_id } = item;
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([space_id, kind, record_id]);
	if (row?.view) {
		const kept = { ...row, mine: null, removed: false };
		const unsaid = await dropRefused(transaction, item);
		await transaction.objectStore("records").put(kept);
		await transaction.done;
		announce([...unsaid, { key: [space_id, kind, record_id], row: kept }]);
	} else {
		const gone = await dropLane(transaction, [space_id, kind, record_id]);
		await transaction.done;
		announce(gone.map((key) => ({ key, row: null })));
	}
	await poke();
}

/** Saves this phone's words and fields as the next edit after the server's. */
export async function keepMine(seq: number): Promise<void> {
	const item = await find(seq);
	const kind = item && kindOf(item.kind);
	if (!item?.plain || !kind) return;
	const { record_id: id, space_id, plain } = item;
	const { fields, words } = plain;
	await save(kind, { id, space_id, fields, ...(words ? { words } : {}) });
}

/** Saves it as a new record for the person alone, with its latest words, then discards the old one. */
export async function keepForMe(seq: number): Promise<void> {
	const item = await find(seq);
	const kind = item && kindOf(item.kind);
	if (!item?.plain || !kind) return;
	const row = await (await local()).get("records", [item.space_id, item.kind, item.record_id]);
	const words = row?.mine?.words ?? item.plain.words;
	await save(kind, {
		id: newId(),
		space_id: spaceFor("me"),
		fields: item.plain.fields,
		...(words ? { words } : {}),
	});
	await discard(seq);
}

/** The server's version, from the feed. Null if it cannot be fetched now. */
async function fetchTheirs({ kind, space_id, record_id }: Queued): Promise<Version | null> {
	try {
		await pull();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
	}
	return (await (await local()).get("records", [space_id, kind, record_id]))?.view ?? null;
}

/** Deletes the request and keeps the server's version, since both are the same. */
async function settle({ seq, space_id, kind, record_id }: Queued): Promise<void> {
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([space_id, kind, record_id]);
	await transaction.objectStore("outbox").delete(seq);
	const settled = row && { ...row, mine: null };
	if (settled) await transaction.objectStore("records").put(settled);
	await transaction.done;
	if (settled) announce([{ key: [space_id, kind, record_id], row: settled }]);
	await poke();
}

function isSame(mine: Plain, theirs: Version): boolean {
	const fields = Object.keys(mine.fields).every((name) => same(mine.fields[name], theirs.fields[name]));
	return fields && same(mine.words ?? {}, theirs.words ?? {});
}

/** Equal as JSON, whatever the order of names. */
function same(one: Json = null, other: Json = null): boolean {
	return JSON.stringify(canonicalValue(one)) === JSON.stringify(canonicalValue(other));
}

async function find(seq: number): Promise<Queued | null> {
	const item = await (await local()).get("outbox", seq);
	return item && isQueued(item) ? item : null;
}

async function change(seq: number, item: Queued): Promise<void> {
	// it may have been deleted meanwhile
	if (await find(seq)) await (await local()).put("outbox", item);
}
