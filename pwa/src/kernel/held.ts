/**
 * Deletions that can still be undone. What is deleted is off the screen at once, in every tab, and nothing of it is
 * sent or lost until its time is over, the page is hidden or closed, or the app locks. A deletion is kept in the outbox
 * from the tap on, so that a page that was killed deletes at the next start. The record itself is not touched before
 * then: undone, it is exactly as it was. Callers: `holdRemoval` in write.ts, `holdDiscard` in tray.ts.
 */

import { announce } from "./apply";
import { tell } from "./channel";
import { exchange } from "./http";
import { ifStored } from "./if-stored";
import { begin, life } from "./local";
import type { Kind } from "./practice";
import { asProblem } from "./problem";
import { isQueued, laneOf, type Queued, rereadQueue } from "./queue";
import { discard } from "./stuck";
import type { Undo } from "./write";
import { clearLane, dropLane, laneItems, poke, request } from "./writes";

/** A little longer than the screen offers Undo, in milliseconds. */
const HELD = 6000;

/** What this tab holds: the number in the outbox, and the address where the server may have the record. */
const own = new Map<number, string | null>();

/** Deletes a record once it cannot be undone any more. One that never left this phone then goes without a trace. */
export async function holdRemoval(kind: Kind, space_id: string, id: string): Promise<Undo> {
	const transaction = await begin(life());
	const row = await transaction.objectStore("records").get([space_id, kind.name, id]);
	const lane = await laneItems(transaction, laneOf(space_id, kind.name, id));
	const item = {
		...request(kind, { id, space_id, urgent: true, rests: HELD }, { body: null, edit: null, epoch: null, plain: null }),
		method: "DELETE" as const,
		held: true as const,
	};
	const seq = await transaction.objectStore("outbox").add(item);
	await transaction.done;
	own.set(seq, row?.view || lane.some(({ tried }) => tried) ? item.path : null);
	await poke();
	return () => undo(seq);
}

/** Lets go of what was refused, or waits as a draft, once it cannot be undone any more. */
export async function holdDiscard(seq: number): Promise<Undo> {
	const transaction = await begin(life());
	const outbox = transaction.objectStore("outbox");
	const item = await outbox.get(seq);
	if (item) await outbox.put({ ...item, held: true, due: Date.now() + HELD });
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

/** The page is hidden, or the app locks: what this tab holds is deleted now. */
export async function settleOwn(): Promise<void> {
	const seqs = [...own.keys()];
	if (seqs.length === 0) return;
	for (const seq of seqs) await ifStored(() => settle(seq));
	await poke();
}

/** The page goes, so that nothing in it may finish: the requests alone, at once. Sent again later they do no harm. */
export function sendOwn(): Promise<unknown> {
	return Promise.all([...own.values()].map((path) => path && exchange("DELETE", path, null).catch(asProblem)));
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
