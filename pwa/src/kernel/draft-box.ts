/**
 * Drafts as they lie in IndexedDB: each in a box of its own, which says nothing of what it is about. It is sealed to
 * this phone's key, and where there is a lock, to the lock's: then it opens only with the PIN. Works in the service worker too.
 */

import { canonical } from "./bytes";
import type { Unwritten } from "./draft-writing";
import type { Draft } from "./drafts";
import { ownKey } from "./keyring";
import { begin, dropMeta, life, readMeta, withLocal, writeMeta } from "./local";
import type { DraftName, DraftRow, Identity } from "./meta";
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

/** Writes and deletes rows together. Does nothing on a phone that belongs to nobody. Throws where nothing can be stored. */
export async function storeDrafts(batch: Unwritten): Promise<void> {
	const born = life();
	const target = await whereTo();
	if (!target) return;
	const rows = await Promise.all(
		[...batch].map(async ([row, { id, draft }]) => [row, draft && (await seal(target, { id, ...draft }))] as const),
	);
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	// another tab may have wiped the phone, and somebody else started here
	const owner = (await meta.get("identity")) as Identity | undefined;
	if (owner?.device_id === target.device_id)
		for (const [row, box] of rows) await (box ? meta.put(box, row) : meta.delete(row));
	await transaction.done;
}

/** Opens all, by their ids; those that open no more are deleted. `lockKey`: what the PIN has opened. */
export async function openDrafts(lockKey: CryptoKey | null): Promise<ReadonlyMap<string, Draft>> {
	const rows = await readRows();
	const opened = await Promise.all(
		rows.map(async ([row, sealed]) => {
			const contents = await open(sealed, lockKey);
			return contents ? [{ ...contents, row }] : [];
		}),
	);
	// of two that tabs began at the same time the later stands
	const sorted = opened.flat().sort((one, other) => one.at - other.at);
	const found = new Map(sorted.map(({ id, words, at, row }) => [id, { words, at, row }]));
	const kept = new Set([...found.values()].map(({ row }) => row));
	const over = rows.filter(([row]) => !kept.has(row));
	await withLocal((db) => Promise.all(over.map(([row]) => db.delete("meta", row))));
	return found;
}

/** Behind a lock nothing lies that this phone's key opens: seals to the lock what was written while it was being set. */
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

/** Null where it does not open: it is another's, or the lock's whose key is not here. */
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
		// another tab may have deleted one meanwhile
		return rows.flatMap((row, place) => (row ? [[names[place] as DraftName, row as DraftRow] as const] : []));
	});
}
