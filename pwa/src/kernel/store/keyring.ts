/** The keys this phone holds, read from IndexedDB; works in the service worker too. key-sync.ts fetches new ones. */

import { localProblem } from "../browser/problem";
import { practiceKey } from "../crypto/seal";
import { UnknownKeyError } from "../crypto/sealing-errors";
import { type KeyRow, life, withLocal } from "./local";
import { readMeta } from "./meta";

const derived = new Map<string, Promise<CryptoKey>>();
let born = life();

/** The key to write with, for one practice in the space's current epoch. Throws Problem `no_key`. */
export async function writingKey(
	space_id: string,
	practice: string,
): Promise<{ readonly k: string; readonly key: CryptoKey }> {
	const k = (await readMeta("epochs"))?.[space_id];
	const key = k === undefined ? null : await keyFor(space_id, k, practice);
	if (k === undefined || !key) throw localProblem("no_key", "This phone has no key for this yet.");
	return { k, key };
}

/** The key that opens what was sealed in this epoch. Throws UnknownKeyError. */
export async function openingKey(space_id: string, epoch_id: string, practice: string): Promise<CryptoKey> {
	const key = await keyFor(space_id, epoch_id, practice);
	if (!key) throw new UnknownKeyError(space_id, epoch_id);
	return key;
}

/** Clears the cache, after the phone was wiped or locked. */
export function forgetKeys(): void {
	derived.clear();
	born = life();
}

export function epochKey(space_id: string, epoch_id: string): string {
	return `epoch/${space_id}/${epoch_id}`;
}

/** This phone's own private key, or the person's signing key. */
export async function ownKey(id: "device" | "signing"): Promise<CryptoKey> {
	const key = (await withLocal((db) => db.get("keys", id)))?.key;
	if (!key) throw localProblem("no_key", "This phone has lost its keys.");
	return key;
}

export async function epochRow(space_id: string, epoch_id: string): Promise<KeyRow | undefined> {
	return withLocal((db) => db.get("keys", epochKey(space_id, epoch_id)));
}

/** The number of a space's newest epoch whose root is here, or 0. A space is never moved to a lower number. */
export async function newestNumber(space_id: string): Promise<number> {
	const all = IDBKeyRange.bound(epochKey(space_id, ""), epochKey(space_id, "\uffff"));
	const rows = await withLocal((db) => db.getAll("keys", all));
	return Math.max(0, ...rows.map(({ epoch }) => epoch?.number ?? 0));
}

/** The derived key, cached since every record of a page needs it. Null if the root is not here. */
async function keyFor(space_id: string, epoch_id: string, practice: string): Promise<CryptoKey | null> {
	if (born !== life()) forgetKeys();
	const name = `${epochKey(space_id, epoch_id)}/${practice}`;
	const known = derived.get(name);
	if (known) return known;
	const root = (await epochRow(space_id, epoch_id))?.key;
	if (!root) return null;
	const made = practiceKey(root, practice);
	derived.set(name, made);
	return made;
}
