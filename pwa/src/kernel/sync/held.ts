/**
 * Deletions that can still be undone. What is deleted disappears from the screen at once, in every tab, but is neither
 * sent nor lost until its time is over, the page is hidden or closed, or the app locks. The deletion is in the outbox
 * from the tap on, so that after a crash it is carried out at the next start. Until then the record itself is not
 * changed, so that undo restores it exactly. Callers: `holdRemoval` in write.ts, `holdDiscard` and `holdKeepMine` in
 * tray.ts.
 */

import { ifStored } from "../browser/if-stored";
import { asProblem, isStorageFailure } from "../browser/problem";
import { wallNow } from "../browser/wall";
import { exchange } from "../http/http";
import { announce } from "../store/apply";
import { type RecordKey, tell } from "../store/channel";
import { begin, life, type Transaction } from "../store/local";
import type { Kind } from "../store/practice";
import { isQueued, laneOf, type Queued, queue, rereadQueue } from "../store/queue";
import { showRows, table } from "../store/records";
import { inHand } from "./in-hand";
import { clearLane, dropLane, laneItems, poke, request } from "./lane";
import { maySend } from "./may-send";
import { HELD, restOf, sendable } from "./order";
import { removeNow } from "./removals";
import { discard, keepMine } from "./stuck";
import type { Undo } from "./to-write";

/** Deletes a record once the time to undo is over. One that never left this phone is then deleted without a request. */
export async function holdRemoval(kind: Kind, space_id: string, id: string): Promise<Undo> {
	const key: RecordKey = [space_id, kind.name, id];
	try {
		return await hold(kind, await find(key));
	} catch (error) {
		if (!isStorageFailure(error)) throw error;
		return holdHere(kind, key);
	}
}

/** If nothing can be stored: only this page knows of the deletion, and sends it by the network. */
function holdHere(kind: Kind, key: RecordKey): Undo {
	const [space_id, , id] = key;
	const row = table(kind.name).value.get(`${space_id}/${id}`) ?? null;
	showRows([{ key, row: null }]);
	const born = life();
	const remove = async (): Promise<void> => {
		if (!inHand().unstored.delete(remove)) return;
		await removeNow(kind, space_id, id).catch((error) => {
			// not in an app that was locked meanwhile
			if (born === life()) showRows([{ key, row }]);
			throw error;
		});
	};
	inHand().unstored.set(remove, kind.path(id));
	setTimeout(() => void remove(), HELD);
	return async () => {
		const still = inHand().unstored.delete(remove);
		if (still) showRows([{ key, row }]);
		return still;
	};
}

/** Holds the deletion of a record that never left this phone; null if the server may have it. */
export async function holdUnsent(kind: Kind, space_id: string, id: string): Promise<Undo | null> {
	const found = await find([space_id, kind.name, id]);
	return found.unsent ? hold(kind, found) : null;
}

interface Found {
	readonly key: RecordKey;
	/** The transaction in which it was found. */
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
	inHand().own.set(seq, unsent ? null : item.path);
	await poke();
	return () => undo(seq);
}

/**
 * Discards what was refused or what waits as a draft, or keeps this version instead of the server's, once the time to
 * undo is over.
 */
export async function holdStuck(seq: number, held: "delete" | "keep_mine"): Promise<Undo> {
	const transaction = await begin(life());
	const outbox = transaction.objectStore("outbox");
	const item = await outbox.get(seq);
	if (item) await outbox.put({ ...item, held, due: wallNow() + HELD });
	await transaction.done;
	if (item) inHand().own.set(seq, null);
	await poke();
	return () => undo(seq);
}

/** On the leading tab: carries out what is due, and returns the queue after that. */
export async function settleDue(waiting: readonly Queued[], now: number): Promise<readonly Queued[]> {
	const over = waiting.filter((item) => item.held && restOf(item, now) === 0);
	if (over.length === 0) return waiting;
	// one that cannot be carried out now must not hold back the others, or a pause
	for (const { seq } of over) await settle(seq).catch(asProblem);
	tell({ type: "outbox" });
	return rereadQueue();
}

/** Restarts the time of everything that can be undone, since somebody is about to undo. */
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

/** When the page is hidden: carries out what this tab holds, and sends what waits only for its Undo. */
export async function settleOwn(): Promise<void> {
	const { own, unstored } = inHand();
	for (const remove of [...unstored.keys()]) await remove().catch(asProblem);
	const some = own.size > 0;
	for (const seq of [...own.keys()]) await settle(seq).catch(asProblem);
	if ((await release(false)).length > 0 || some) await poke();
}

/**
 * When the app locks, and sends nothing after that: carries out what is held and sends the requests now. They are
 * idempotent, so a later repeat does no harm.
 */
export async function sendBeforeLock(): Promise<void> {
	const { own, unstored } = inHand();
	for (const remove of [...unstored.keys()]) void remove().catch(asProblem);
	const held = new Set(own.keys());
	for (const seq of held) await settle(seq).catch(asProblem);
	if (!(await maySend())) return;
	const resting = new Set(await release(true));
	for (const { seq, method, path, body } of sendable(await rereadQueue(), new Set()))
		if (held.has(seq) || resting.has(seq)) void exchange(method, path, body).catch(asProblem);
}

/**
 * When the page closes, and nothing may finish: sends only the deletions that nobody has undone. They are idempotent,
 * so a later repeat does no harm.
 */
export function sendOwn(): Promise<unknown> {
	const { own, unstored } = inHand();
	// another tab may have carried it out
	const held = queue.value.flatMap((item) => (item.held ? (own.get(item.seq) ?? []) : []));
	const paths = [...held, ...unstored.values()];
	return Promise.all(paths.map((path) => exchange("DELETE", path, null).catch(asProblem)));
}

/** Ends the wait for Undo of all requests; returns their numbers. `tried`: they are also sent outside the outbox. */
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

/** Restores it; false if it was already deleted. */
async function undo(seq: number): Promise<boolean> {
	inHand().own.delete(seq);
	const transaction = await begin(life());
	const item = await transaction.objectStore("outbox").get(seq);
	if (!item?.held) return false;
	const { held: _, due: __, ...before } = item;
	// a deletion that the server refused waits in the tray again
	if (item.method === "DELETE" && !item.stuck) await transaction.objectStore("outbox").delete(seq);
	else await transaction.objectStore("outbox").put(before);
	const key = [item.space_id, item.kind, item.record_id] as const;
	const row = await transaction.objectStore("records").get([...key]);
	const answered = row?.view && (await laneItems(transaction, item.lane)).length === 0;
	// the request before it has been answered meanwhile
	const back = row && answered ? { ...row, mine: null } : row;
	if (back) await transaction.objectStore("records").put(back);
	await transaction.done;
	if (back) announce([{ key, row: back }]);
	await poke();
	return true;
}

/** Carries it out, so that it can no longer be undone. A version that cannot be saved goes back to the tray. */
async function settle(seq: number): Promise<void> {
	inHand().own.delete(seq);
	const transaction = await begin(life());
	const item = await transaction.objectStore("outbox").get(seq);
	if (!item?.held || !isQueued(item)) return;
	if (item.held === "keep_mine") {
		await keepMine(seq).catch(asProblem);
		return void (await undo(seq));
	}
	if (item.stuck) return discard(seq);
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
