/**
 * IndexedDB while the app is locked: words, requests and roots are in boxes, encrypted to the lock's public key, so
 * that locking needs no PIN, only unlocking. Pauses stay outside, without their words, since a pause must be reachable
 * without a PIN. Works in the service worker too, for a page that was closed at once.
 */

import { canonical } from "../crypto/bytes";
import { unwrapRoot } from "../crypto/keys";
import { type Box, openBox, sealBox } from "../crypto/sealed-box";
import { self } from "../keys/trust";
import { epochKey } from "../store/keyring";
import { begin, type KeyRow, life, local, type OutboxItem, type RecordRow, type Transaction } from "../store/local";
import { metaIn, readMeta } from "../store/meta";
import { kindOf } from "../store/practice";
import { keyOf, withoutWords } from "../store/rows";
import { whileNoneIsUnlocked } from "./unlocked";

/** What a box contains. */
interface Contents {
	readonly records: readonly RecordRow[];
	readonly outbox: readonly OutboxItem[];
	/** Roots as this phone wrapped them to itself. */
	readonly epochs: readonly NonNullable<KeyRow["epoch"]>[];
}

const INFO = canonical(["twofold/1/lock-box"]);
/** How often to try while a page keeps writing; what is left is sealed at the next call. */
const TRIES = 5;

/**
 * Seals everything that is open, unless another tab is unlocked. Works in the service worker too, after a page was
 * left.
 */
export async function putAwayAll(patience = 0): Promise<void> {
	const row = await readMeta("lock");
	if (row) await whileNoneIsUnlocked(() => putAway(row.publicKey), patience);
}

async function putAway(publicKey: CryptoKey): Promise<void> {
	for (let tries = 0; tries < TRIES; tries++) {
		const contents = await readContents();
		if (isEmpty(contents) || (await swap(contents, await sealBox(publicKey, INFO, contents)))) return;
	}
}

/** Opens all boxes into IndexedDB. Does not overwrite what was written while the app was locked. */
export async function bringBack(privateKey: CryptoKey): Promise<void> {
	const boxes = (await readMeta("boxes")) ?? [];
	// only `putAway` makes these boxes
	const contents = await Promise.all(boxes.map(async (box) => (await openBox(privateKey, INFO, box)) as Contents));
	const keys = await rootsOf(contents.flatMap(({ epochs }) => epochs));
	const transaction = await begin(life());
	for (const { records, outbox } of contents) {
		for (const row of records) await restoreRow(transaction, row);
		for (const item of outbox) if (!staysOpen(item.kind)) await transaction.objectStore("outbox").put(item);
	}
	for (const key of keys) await transaction.objectStore("keys").put(key);
	const meta = transaction.objectStore("meta");
	const since = ((await metaIn(transaction, "boxes")) ?? []).slice(boxes.length);
	await (since.length > 0 ? meta.put(since, "boxes") : meta.delete("boxes"));
	await transaction.done;
	if (since.length > 0) await bringBack(privateKey);
}

/** Its body is sealed already, so only the words kept for sealing again are removed. */
function wordless(item: OutboxItem): OutboxItem {
	return { ...item, plain: item.plain && { ...item.plain, words: null } };
}

/** Whether this kind stays reachable while the app is locked. */
function staysOpen(kind: string): boolean {
	return kindOf(kind)?.beforePin ?? false;
}

async function readContents(): Promise<Contents> {
	const db = await local();
	const [records, outbox, keys] = await Promise.all([db.getAll("records"), db.getAll("outbox"), db.getAll("keys")]);
	return {
		records: records.filter((row) => !staysOpen(row.kind) || !same(row, withoutWords(row))),
		outbox: outbox.filter((item) => !staysOpen(item.kind) || !same(item, wordless(item))),
		epochs: keys.flatMap(({ epoch }) => epoch ?? []),
	};
}

function isEmpty({ records, outbox, epochs }: Contents): boolean {
	return records.length + outbox.length + epochs.length === 0;
}

/**
 * Stores the box and deletes what is in it, in one transaction. If anything changed since it was read, does nothing and
 * returns false.
 */
async function swap({ records, outbox, epochs }: Contents, box: Box): Promise<boolean> {
	const transaction = await begin(life());
	const [rows, items] = [transaction.objectStore("records"), transaction.objectStore("outbox")];
	const current = await Promise.all([
		...records.map((row) => rows.get(keyOf(row))),
		...outbox.map(({ seq = 0 }) => items.get(seq)),
	]);
	if (!same(current, [...records, ...outbox])) {
		transaction.abort();
		await transaction.done.catch(() => undefined);
		return false;
	}
	for (const row of records) await (staysOpen(row.kind) ? rows.put(withoutWords(row)) : rows.delete(keyOf(row)));
	for (const item of outbox) await (staysOpen(item.kind) ? items.put(wordless(item)) : items.delete(item.seq ?? 0));
	const keys = transaction.objectStore("keys");
	for (const { space_id, epoch_id } of epochs) await keys.delete(epochKey(space_id, epoch_id));
	const meta = transaction.objectStore("meta");
	await meta.put([...((await metaIn(transaction, "boxes")) ?? []), box], "boxes");
	await transaction.done;
	return true;
}

/** A row that exists was written or answered while the app was locked, so only its words are taken from the box. */
async function restoreRow(transaction: Transaction, boxed: RecordRow): Promise<void> {
	const rows = transaction.objectStore("records");
	const row = await rows.get(keyOf(boxed));
	if (!row) await rows.put(boxed);
	else if (row.view && boxed.view && row.view.words === null)
		await rows.put({ ...row, view: { ...row.view, words: boxed.view.words, w: boxed.view.w } });
	else if (row.mine && boxed.mine && row.mine.words === null)
		await rows.put({ ...row, mine: { ...row.mine, words: boxed.mine.words, w: boxed.mine.w } });
}

async function rootsOf(epochs: Contents["epochs"]): Promise<readonly KeyRow[]> {
	if (epochs.length === 0) return [];
	const me = await self();
	return Promise.all(
		epochs.map(async (epoch) => {
			const { space_id, epoch_id, wrap } = epoch;
			const key = await unwrapRoot(me.wrapper, { spaceId: space_id, epochId: epoch_id }, wrap, me.party);
			return { id: epochKey(space_id, epoch_id), key, epoch };
		}),
	);
}

function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
