/**
 * Drafts in IndexedDB, each in its own encrypted box under a random row name. Boxes are sealed to the lock's key if
 * there is a lock, so that they open only with the PIN, else to this phone's key. Works in the service worker too.
 */

import { canonical } from "./bytes";
import type { Unwritten } from "./draft-writing";
import type { Draft } from "./drafts";
import { ownKey } from "./keyring";
import { begin, dropMeta, life, metaIn, readMeta, withLocal, writeMeta } from "./local";
import type { DraftName, DraftRow } from "./meta";
import { ECDH, importPublic } from "./p256";
import { isStorageFailure } from "./problem";
import { draftRows } from "./rows";
import { openBox, sealBox } from "./sealed-box";

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

const INFO = canonical(["twofold/1/draft"]);

/**
 * Writes and deletes rows in one transaction. Does nothing on a phone without an account. Throws if nothing can be
 * stored.
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
	if (owner?.device_id === target.device_id)
		for (const [row, box] of rows) await (box ? meta.put(box, row) : meta.delete(row));
	await transaction.done;
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

async function whereTo(): Promise<Target | null> {
	const [identity, lock] = await Promise.all([readMeta("identity"), readMeta("lock")]);
	if (!identity) return null;
	const { device_id, device_key } = identity;
	if (lock) return { to: "lock", key: lock.publicKey, device_id };
	return { to: "phone", key: await importPublic(device_key, ECDH, []), device_id };
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

async function readRows(): Promise<readonly (readonly [row: DraftName, sealed: DraftRow])[]> {
	return withLocal(async (db) => {
		const names = await db.getAllKeys("meta", draftRows());
		const rows = await Promise.all(names.map((name) => db.get("meta", name)));
		// another tab may have deleted some since the names were read
		return rows.flatMap((row, place) => (row ? [[names[place] as DraftName, row as DraftRow] as const] : []));
	});
}
