/**
 * Deletions that can still be undone. What is deleted is off the screen at once, in every tab, and nothing of it is
 * sent or lost until its time is over, the page is hidden or closed, or the app locks. A deletion is kept in the outbox
 * from the tap on, so that a page that was killed deletes at the next start. The record itself is not touched before
 * then: undone, it is exactly as it was. Callers: `holdRemoval` in write.ts, `holdDiscard` and `holdKeepMine` in tray.ts.
 */

import { announce } from "./apply";
import { type RecordKey, tell } from "./channel";
import { exchange } from "./http";
import { ifStored } from "./if-stored";
import { begin, life, type Transaction } from "./local";
import { sendable } from "./order";
import type { Kind } from "./practice";
import { asProblem, isStorageFailure } from "./problem";
import { isQueued, laneOf, type Queued, rereadQueue } from "./queue";
import { showRows, table } from "./records";
import { discard, keepMine } from "./stuck";
import { wallNow } from "./wall";
import type { Undo } from "./write";
import { clearLane, dropLane, laneItems, poke, request, takeBack } from "./writes";

/** A little longer than the screen offers Undo, in milliseconds. */
const HELD = 6000;

/** What this tab holds: the number in the outbox, and the address where the server may have the record. */
const own = new Map<number, string | null>();

/** What only this page knows of. */
const ending = new Set<() => Promise<void>>();

/** Deletes a record once that cannot be undone any more. One that never left this phone then goes without a trace. */
export async function holdRemoval(kind: Kind, space_id: string, id: string): Promise<Undo> {
	const key: RecordKey = [space_id, kind.name, id];
	try {
		return await hold(kind, await find(key));
	} catch (error) {
		if (!isStorageFailure(error)) throw error;
		return holdHere(kind, key);
	}
}

/** On a phone without room: only this page knows of it, and deletes by the network. */
function holdHere(kind: Kind, key: RecordKey): Undo {
	const [space_id, , id] = key;
	const row = table(kind.name).value.get(`${space_id}/${id}`) ?? null;
	showRows([{ key, row: null }]);
	const remove = async (): Promise<void> => {
		if (!ending.delete(remove)) return;
		await takeBack(kind, space_id, id).catch((error) => {
			showRows([{ key, row }]);
			throw error;
		});
	};
	ending.add(remove);
	setTimeout(() => void remove(), HELD);
	return async () => {
		const still = ending.delete(remove);
		if (still) showRows([{ key, row }]);
		return still;
	};
}

/** The same for a record that never left this phone; null where it has. */
export async function holdUnsent(kind: Kind, space_id: string, id: string): Promise<Undo | null> {
	const found = await find([space_id, kind.name, id]);
	return found.unsent ? hold(kind, found) : null;
}

interface Found {
	readonly key: RecordKey;
	/** In which it was found. */
	readonly transaction: Transaction;
	readonly unsent: boolean;
}

async function find(key: RecordKey): Promise<Found> {
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([...key]);
	const lane = await laneItems(transaction, laneOf(...key));
	return { key, transaction, unsent: row?.view === null && !lane.some(({ tried }) => tried) };
}

async function hold(kind: Kind, { key: [space_id, , id], transaction, unsent }: Found): Promise<Undo> {
	const item = {
		...request(kind, { id, space_id, urgent: true, rests: HELD }, { body: null, edit: null, epoch: null, plain: null }),
		method: "DELETE" as const,
		held: "delete" as const,
	};
	const seq = await transaction.objectStore("outbox").add(item);
	await transaction.done;
	own.set(seq, unsent ? null : item.path);
	await poke();
	return () => undo(seq);
}

/** Lets go of what was refused or waits as a draft, or puts it in the place of the other version, once that cannot be undone any more. */
export async function holdStuck(seq: number, held: "delete" | "keep_mine"): Promise<Undo> {
	const transaction = await begin(life());
	const outbox = transaction.objectStore("outbox");
	const item = await outbox.get(seq);
	if (item) await outbox.put({ ...item, held, due: wallNow() + HELD });
	await transaction.done;
	if (item) own.set(seq, null);
	await poke();
	return () => undo(seq);
}

/** The leader: carries out what is over, and returns what waits after that. */
export async function settleDue(queue: readonly Queued[], now: number): Promise<readonly Queued[]> {
	// one that was held later than now was held by a clock that was put back since
	const over = queue.filter(({ held, due = 0, at }) => held && (due <= now || at > now));
	if (over.length === 0) return queue;
	for (const { seq } of over) await settle(seq);
	tell({ type: "outbox" });
	return rereadQueue();
}

/** Somebody is about to undo: whatever waits only for that waits as long again from now. */
export async function waitLonger(): Promise<void> {
	await ifStored(async () => {
		const transaction = await begin(life());
		const outbox = transaction.objectStore("outbox");
		const due = wallNow() + HELD;
		for (const item of await outbox.getAll()) if ((item.due ?? due) < due) await outbox.put({ ...item, due });
		await transaction.done;
	});
	await poke();
}

/** The page is hidden: what this tab holds is deleted now, and whatever else waits only for its Undo is sent. */
export async function settleOwn(): Promise<void> {
	for (const remove of [...ending]) await remove().catch(asProblem);
	const some = own.size > 0;
	for (const seq of [...own.keys()]) await ifStored(() => settle(seq));
	if ((await release(false)).length > 0 || some) await poke();
}

/** The app locks, and sends no more: the same, and its requests go out now. Sent again later they do no harm. */
export async function sendBeforeLock(): Promise<void> {
	const held = new Set(own.keys());
	for (const seq of held) await ifStored(() => settle(seq));
	const resting = new Set(await release(true));
	const queue = sendable(await rereadQueue(), new Set());
	for (const { seq, method, path, body } of queue)
		if (held.has(seq) || resting.has(seq)) void exchange(method, path, body).catch(asProblem);
}

/** The page goes, so that nothing in it may finish: the requests alone, at once. Sent again later they do no harm. */
export function sendOwn(): Promise<unknown> {
	return Promise.all([...own.values()].map((path) => path && exchange("DELETE", path, null).catch(asProblem)));
}

/** Nothing rests for an Undo any more; returns what did. `tried`: it goes out by another way than the outbox. */
async function release(tried: boolean): Promise<readonly number[]> {
	const released: number[] = [];
	await ifStored(async () => {
		const transaction = await begin(life());
		const outbox = transaction.objectStore("outbox");
		for (const item of await outbox.getAll()) {
			if (item.due === undefined || item.held || !isQueued(item)) continue;
			const { due: _, ...request } = item;
			await outbox.put({ ...request, tried: tried || item.tried });
			released.push(item.seq);
		}
		await transaction.done;
	});
	return released;
}

/** Puts it back; false where it was deleted already. */
async function undo(seq: number): Promise<boolean> {
	own.delete(seq);
	const transaction = await begin(life());
	const item = await transaction.objectStore("outbox").get(seq);
	if (!item?.held) return false;
	const { held: _, due: __, ...before } = item;
	if (item.method === "DELETE") await transaction.objectStore("outbox").delete(seq);
	else await transaction.objectStore("outbox").put(before);
	const key = [item.space_id, item.kind, item.record_id] as const;
	const row = await transaction.objectStore("records").get([...key]);
	const answered = row?.view && (await laneItems(transaction, item.lane)).length === 0;
	// what was on its way has been answered meanwhile
	const back = row && answered ? { ...row, mine: null } : row;
	if (back) await transaction.objectStore("records").put(back);
	await transaction.done;
	if (back) announce([{ key, row: back }]);
	await poke();
	return true;
}

/** From here on it cannot be undone. */
async function settle(seq: number): Promise<void> {
	own.delete(seq);
	const transaction = await begin(life());
	const item = await transaction.objectStore("outbox").get(seq);
	if (!item?.held || !isQueued(item)) return;
	if (item.stuck) return item.held === "delete" ? discard(seq) : keepMine(seq);
	const key = [item.space_id, item.kind, item.record_id] as const;
	const row = await transaction.objectStore("records").get([...key]);
	const lane = (await laneItems(transaction, item.lane)).filter((other) => other.seq !== seq);
	if (row && !row.view && !lane.some(({ tried }) => tried)) {
		const gone = await dropLane(transaction, key);
		await transaction.done;
		return announce(gone.map((one) => ({ key: one, row: null })));
	}
	const { held: _, due: __, ...request } = item;
	await clearLane(transaction, item.lane);
	await transaction.objectStore("outbox").put(request);
	const removed = row && { ...row, mine: null, removed: true };
	if (removed) await transaction.objectStore("records").put(removed);
	await transaction.done;
	if (removed) announce([{ key, row: removed }]);
}
