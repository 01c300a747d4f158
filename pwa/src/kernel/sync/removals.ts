/** Deletes and withdraws records. Those that never left this phone are deleted without a request. */

import { ifStored } from "../browser/if-stored";
import type { Change } from "../store/apply";
import type { RecordKey } from "../store/channel";
import type { Transaction } from "../store/local";
import type { Kind } from "../store/practice";
import { laneOf } from "../store/queue";
import { sendNoun, sendRemoval, storedOrSent } from "./by-network";
import { clearLane, dropLane, inOne, laneItems, putNoun, request } from "./lane";
import type { Note, Parent } from "./to-write";

/** Deletes a record, by the network if that cannot be stored; returns whether it was deleted without a request. */
export async function removeNow(kind: Kind, space_id: string, id: string): Promise<boolean> {
	const key: RecordKey = [space_id, kind.name, id];
	let dropped = false;
	const store = async (transaction: Transaction): Promise<readonly Change[]> => {
		const gone = await dropIfUnsent(transaction, key);
		dropped = gone !== null;
		return gone ?? putRemoval(transaction, kind, key);
	};
	await storedOrSent(
		() => inOne(store),
		() => {
			dropped = false;
			return sendRemoval(kind, space_id, id);
		},
	);
	return dropped;
}

async function putRemoval(transaction: Transaction, kind: Kind, key: RecordKey): Promise<readonly Change[]> {
	const [space_id, , id] = key;
	const row = await transaction.objectStore("records").get([...key]);
	const removed = row && { ...row, mine: null, removed: true };
	await clearLane(transaction, laneOf(...key));
	if (removed) await transaction.objectStore("records").put(removed);
	await transaction.objectStore("outbox").add({
		...request(kind, { id, space_id, urgent: true }, { body: null, edit: null, epoch: null, plain: null }),
		method: "DELETE",
	});
	return removed ? [{ key, row: removed }] : [];
}

/**
 * Withdraws a record by a noun; returns whether the record was deleted without a request. A request of the record in
 * flight may reach the server before or after the noun; the server refuses a record that arrives after its withdrawal.
 */
export async function withdraw(kind: Kind, what: Note, { kind: from, id }: Parent): Promise<boolean> {
	const key: RecordKey = [what.space_id, from.name, id];
	const noun = { ...what, urgent: true };
	let dropped = false;
	const store = async (transaction: Transaction): Promise<readonly Change[]> => {
		const gone = await dropIfUnsent(transaction, key);
		dropped = gone !== null;
		return gone ?? [...(await putNoun(transaction, kind, noun)), ...(await forgetUnanswered(transaction, key))];
	};
	await storedOrSent(
		() => inOne(store),
		async () => {
			dropped = false;
			await sendNoun(kind, noun);
			await ifStored(() => inOne((transaction) => forgetUnanswered(transaction, key)));
		},
	);
	return dropped;
}

/** Deletes what was written here about a record and is not answered yet. */
async function forgetUnanswered(transaction: Transaction, key: RecordKey): Promise<readonly Change[]> {
	const row = await transaction.objectStore("records").get([...key]);
	await clearLane(transaction, laneOf(...key));
	if (!row || row.view) return [];
	await transaction.objectStore("records").delete([...key]);
	return [{ key, row: null }];
}

/** Deletes a record that never left this phone, with all that belongs to it; returns whether it could. */
export async function dropUnsent(kind: Kind, space_id: string, id: string): Promise<boolean> {
	let dropped = false;
	await inOne(async (transaction) => {
		const gone = await dropIfUnsent(transaction, [space_id, kind.name, id]);
		dropped = gone !== null;
		return gone ?? [];
	});
	return dropped;
}

/** As above; null if the server may have it. */
async function dropIfUnsent(transaction: Transaction, key: RecordKey): Promise<readonly Change[] | null> {
	const row = await transaction.objectStore("records").get([...key]);
	const lane = await laneItems(transaction, laneOf(...key));
	if (row?.view !== null || lane.some(({ tried }) => tried)) return null;
	return (await dropLane(transaction, key)).map((one) => ({ key: one, row: null }));
}
