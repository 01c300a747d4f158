/** Writes what the server says to IndexedDB, and shows it. */

import { isStorageFailure } from "../browser/problem";
import { type RecordKey, tell } from "./channel";
import { begin, type RecordRow, type Transaction } from "./local";
import type { Incoming } from "./open";
import { kindOf } from "./practice";
import { laneOf } from "./queue";
import { showRows, table } from "./records";
import { keyOf, newRow } from "./rows";

export interface Gone {
	readonly kind: string;
	readonly space_id: string;
	readonly id: string;
}

export interface Arrival {
	/** The life in which it was requested; see `life`. */
	readonly born: number;
	readonly incoming: readonly Incoming[];
	readonly gone: readonly Gone[];
	/** The round of the feed; see resync.ts. */
	readonly round?: number;
	/**
	 * Whether to mark records as refused if their edit is older than one already seen. If not, those are skipped and
	 * returned.
	 */
	readonly refuse?: boolean;
	/** Runs in the same transaction, to store the cursor or to remove the request that this answers. */
	also?(transaction: Transaction): Promise<void>;
}

/** What became of a record: its row to show, or null if it was deleted. */
export interface Change {
	readonly key: RecordKey;
	readonly row: RecordRow | null;
}

/**
 * Stores opened views and deletions in one transaction, then shows them in every tab. Returns the views whose edit is
 * older than one already seen: either a race between two answers, or a server that was rolled back.
 */
export async function take(arrival: Arrival): Promise<readonly Incoming[]> {
	try {
		return await store(arrival);
	} catch (error) {
		if (isStorageFailure(error)) showUnstored(arrival);
		throw error;
	}
}

async function store({ born, incoming, gone, round, refuse = false, also }: Arrival): Promise<readonly Incoming[]> {
	const transaction = await begin(born);
	await also?.(transaction);
	const shown: Change[] = [];
	const older: Incoming[] = [];
	for (const one of incoming) {
		const row = await rowOf(transaction, one);
		if (isOlder(row, one)) older.push(one);
		shown.push(await takeOne(transaction, isOlder(row, one) && !refuse ? null : one, row, round));
	}
	for (const one of gone)
		for (const key of await withParts(transaction, [one.space_id, one.kind, one.id]))
			shown.push(await dropOne(transaction, key));
	await transaction.done;
	announce(shown);
	return older;
}

/** If nothing can be stored, shows what came until the page closes. The feed brings it again. */
function showUnstored({ incoming, gone }: Arrival): void {
	const came = incoming.map((one) => {
		const key: RecordKey = keyOf(one);
		const row = table(one.kind).value.get(`${one.space_id}/${one.id}`) ?? newRow(key);
		const busy = row.mine !== null && !kindOf(one.kind)?.replaced;
		return { key, row: merge(row, one, busy) };
	});
	showRows([...came, ...gone.map((one) => ({ key: keyOf(one), row: null }))]);
}

export function announce(shown: readonly Change[]): void {
	if (shown.length === 0) return;
	showRows(shown);
	tell({ type: "records", keys: shown.map(({ key }) => key) });
}

/** The row after an answer from the server. `busy`: this phone has requests for the record in the outbox. */
function merge(row: RecordRow, incoming: Incoming | null, busy: boolean): RecordRow {
	const own = busy ? row : { ...row, mine: null, removed: false };
	if (!incoming) return own;
	const { version, problem, view } = incoming;
	if (!version) return { ...own, problem, waiting: problem === "waiting_key" ? view : null };
	if (isOlder(row, incoming)) return { ...own, problem: "older" };
	return { ...own, view: version, seen: version.edit, problem: null, put_away: false, waiting: null };
}

function isOlder(row: RecordRow, { version }: Incoming): boolean {
	return version !== null && version.edit < row.seen;
}

async function rowOf(transaction: Transaction, { space_id, kind, id }: Incoming): Promise<RecordRow> {
	return (await transaction.objectStore("records").get([space_id, kind, id])) ?? newRow([space_id, kind, id]);
}

async function takeOne(
	transaction: Transaction,
	incoming: Incoming | null,
	before: RecordRow,
	round: number | undefined,
): Promise<Change> {
	const key: RecordKey = keyOf(before);
	const row = { ...merge(before, incoming, await isBusy(transaction, key)), ...(round === undefined ? {} : { round }) };
	await transaction.objectStore("records").put(row);
	return { key, row };
}

/** The keys of the record and of its parts. */
async function withParts(transaction: Transaction, key: RecordKey): Promise<readonly RecordKey[]> {
	const [space_id, kind, id] = key;
	const records = transaction.objectStore("records");
	const found = await Promise.all(
		(kindOf(kind)?.parts ?? []).map((part) =>
			records.getAllKeys(IDBKeyRange.bound([space_id, part, id], [space_id, part, `${id}/\uffff`])),
		),
	);
	return [key, ...found.flat()];
}

/**
 * Deletes a record. If requests for it wait in the outbox, keeps what was written here: the server will refuse them,
 * and the words go to the tray.
 */
async function dropOne(transaction: Transaction, key: RecordKey): Promise<Change> {
	const records = transaction.objectStore("records");
	const before = await records.get([...key]);
	if (before?.mine && (await isBusy(transaction, key))) {
		const row = { ...before, view: null };
		await records.put(row);
		return { key, row };
	}
	await records.delete([...key]);
	return { key, row: null };
}

async function isBusy(transaction: Transaction, [space_id, kind, id]: RecordKey): Promise<boolean> {
	return (
		(await transaction
			.objectStore("outbox")
			.index("lane")
			.count(laneOf(space_id, kind, id))) > 0
	);
}
