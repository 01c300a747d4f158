/**
 * Drafts in IndexedDB, each in its own encrypted box under a random row name. Boxes are sealed to the lock's key if
 * there is a lock, so that they open only with the PIN, else to this phone's key. Works in the service worker too.
 */

import { isStorageFailure } from "../browser/problem";
import { canonical } from "../crypto/bytes";
import { ECDH, importPublic } from "../crypto/p256";
import { openBox, sealBox } from "../crypto/sealed-box";
import type { Draft, Unwritten } from "../store/draft";
import { ownKey } from "../store/keyring";
import { begin, life, type Transaction, withLocal } from "../store/local";
import {
	type DraftName,
	type DraftRow,
	dropMeta,
	type Identity,
	type LockRow,
	metaIn,
	readMeta,
	writeMeta,
} from "../store/meta";
import { draftRows } from "../store/rows";

interface Contents {
	readonly id: string;
	readonly words: unknown;
	readonly at: number;
}

interface Target {
	readonly to: DraftRow["to"];
	readonly key: CryptoKey;
	readonly device_id: string;
}

type Row = readonly [row: DraftName, sealed: DraftRow];

const INFO = canonical(["twofold/1/draft"]);

/**
 * Writes and deletes rows in one transaction, sealed again if the lock was set or removed meanwhile. Does nothing on a
 * phone without an account. Throws if nothing can be stored.
 */
export async function storeDrafts(batch: Unwritten): Promise<void> {
	const born = life();
	const target = await whereTo();
	if (!target) return;
	const rows = await Promise.all(
		[...batch].map(async ([row, { id, draft }]) => [row, draft && (await seal(target, { id, ...draft }))] as const),
	);
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	// another tab may have wiped the phone, and another account may have started here
	const owner = await metaIn(transaction, "identity");
	const isMine = owner?.device_id === target.device_id;
	const isNow = lockOrPhone(await metaIn(transaction, "lock")) === target.to;
	if (isMine && isNow) for (const [row, box] of rows) await (box ? meta.put(box, row) : meta.delete(row));
	await transaction.done;
	if (isMine && !isNow) await storeDrafts(batch);
}

/**
 * Opens all drafts, by id, and deletes those that no longer open. `lockKey`: the lock's private key, once the PIN has
 * opened it.
 */
export async function openDrafts(lockKey: CryptoKey | null): Promise<ReadonlyMap<string, Draft>> {
	const rows = await readRows();
	const opened = await Promise.all(
		rows.map(async ([row, sealed]) => {
			const contents = await open(sealed, lockKey);
			return contents ? [{ ...contents, row }] : [];
		}),
	);
	// if two tabs started the same draft, the later one is kept
	const sorted = opened.flat().sort((one, other) => one.at - other.at);
	const found = new Map(sorted.map(({ id, words, at, row }) => [id, { words, at, row }]));
	const kept = new Set([...found.values()].map(({ row }) => row));
	const over = rows.filter(([row]) => !kept.has(row));
	await withLocal((db) => Promise.all(over.map(([row]) => db.delete("meta", row))));
	return found;
}

/** Seals to the lock what was written while the lock was being set. After it, this phone's key alone opens no draft. */
export async function lockDrafts(): Promise<void> {
	const target = await whereTo();
	if (target?.to !== "lock") return;
	for (const [row, sealed] of await readRows()) {
		if (sealed.to === "lock") continue;
		const contents = await open(sealed, null);
		const box = contents && (await seal(target, contents));
		if (box) await writeMeta(row, box);
		else await dropMeta(row);
	}
}

/**
 * Deletes the lock, and seals to this phone's key what was sealed to it, loaded here or not, in one transaction.
 * `lockKey` is the lock's private key, which nothing has any more afterwards. Throws if nothing can be stored.
 */
export async function unlockDrafts(lockKey: CryptoKey): Promise<void> {
	const born = life();
	const sealed = (await readRows()).filter(isToLock);
	const again = await Promise.all(sealed.map(async ([row, from]) => [row, await forPhone(from, lockKey)] as const));
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	const isSame = seals(await rowsIn(transaction)) === seals(sealed);
	if (isSame) {
		for (const [row, box] of again) await (box ? meta.put(box, row) : meta.delete(row));
		await meta.delete("lock");
	}
	await transaction.done;
	// another tab has written a draft meanwhile
	if (!isSame) await unlockDrafts(lockKey);
}

/** Null if it does not open: no other key ever will. */
async function forPhone(from: DraftRow, lockKey: CryptoKey): Promise<DraftRow | null> {
	const identity = await readMeta("identity");
	const contents = await open(from, lockKey);
	return identity && contents ? seal(await toPhone(identity), contents) : null;
}

async function whereTo(): Promise<Target | null> {
	const [identity, lock] = await Promise.all([readMeta("identity"), readMeta("lock")]);
	if (!identity) return null;
	return lock ? { to: lockOrPhone(lock), key: lock.publicKey, device_id: identity.device_id } : toPhone(identity);
}

async function toPhone({ device_id, device_key }: Identity): Promise<Target> {
	return { to: "phone", key: await importPublic(device_key, ECDH, []), device_id };
}

function lockOrPhone(lock: LockRow | undefined): DraftRow["to"] {
	return lock ? "lock" : "phone";
}

async function seal({ to, key }: Target, { id, words, at }: Contents): Promise<DraftRow> {
	return { to, box: await sealBox(key, INFO, { id, words, at }) };
}

/** Null if the key is missing, or is not the one the box was sealed to. */
async function open({ to, box }: DraftRow, lockKey: CryptoKey | null): Promise<Contents | null> {
	try {
		const key = to === "lock" ? lockKey : await ownKey("device");
		// only `seal` makes these boxes
		return key && ((await openBox(key, INFO, box)) as Contents);
	} catch (error) {
		if (isStorageFailure(error)) throw error;
		return null;
	}
}

async function readRows(): Promise<readonly Row[]> {
	return withLocal(async (db) => rowsOf(await db.getAllKeys("meta", draftRows()), (name) => db.get("meta", name)));
}

async function rowsIn(transaction: Transaction): Promise<readonly Row[]> {
	const meta = transaction.objectStore("meta");
	return rowsOf(await meta.getAllKeys(draftRows()), (name) => meta.get(name));
}

async function rowsOf(names: readonly string[], get: (name: string) => Promise<unknown>): Promise<readonly Row[]> {
	const rows = await Promise.all(names.map(get));
	// another tab may have deleted some since the names were read
	return rows.flatMap((row, place) => (row ? [[names[place] as DraftName, row as DraftRow] as const] : []));
}

function isToLock([, { to }]: Row): boolean {
	return to === "lock";
}

/** Differs whenever a row is written or deleted. */
function seals(rows: readonly Row[]): string {
	return String(rows.filter(isToLock).map(([name, { box }]) => [name, box.iv]));
}
