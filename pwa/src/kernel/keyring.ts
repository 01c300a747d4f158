/** The keys this phone holds, read from IndexedDB; also in the service worker. Fetching new ones is key-sync.ts. */

import { type KeyRow, local, readMeta } from "./local";
import { localProblem } from "./problem";
import { practiceKey } from "./seal";
import { UnknownKeyError } from "./sealing-errors";

const derived = new Map<string, Promise<CryptoKey>>();

/** The key to write with: of the space's current epoch, for one practice. Throws Problem `no_key`. */
export async function writingKey(
	space_id: string,
	practice: string,
): Promise<{ readonly k: string; readonly key: CryptoKey }> {
	const k = (await readMeta("epochs"))?.[space_id];
	const root = k === undefined ? undefined : await rootOf(space_id, k);
	if (k === undefined || !root) throw localProblem("no_key", "This phone has no key for this yet.");
	return { k, key: await keyFor(space_id, k, practice, root) };
}

/** The key that opens what was sealed in this epoch. Throws UnknownKeyError. */
export async function openingKey(space_id: string, epoch_id: string, practice: string): Promise<CryptoKey> {
	const root = await rootOf(space_id, epoch_id);
	if (!root) throw new UnknownKeyError(space_id, epoch_id);
	return keyFor(space_id, epoch_id, practice, root);
}

/** Is a key of this space on this phone at all? */
export async function hasEpoch(space_id: string, epoch_id: string): Promise<boolean> {
	return (await rootOf(space_id, epoch_id)) !== undefined;
}

/** After the phone was wiped. */
export function forgetKeys(): void {
	derived.clear();
}

export function epochKey(space_id: string, epoch_id: string): string {
	return `epoch/${space_id}/${epoch_id}`;
}

/** This phone's own private key, or the person's signing key. */
export async function ownKey(id: "device" | "signing"): Promise<CryptoKey> {
	const key = (await (await local()).get("keys", id))?.key;
	if (!key) throw localProblem("no_key", "This phone has lost its keys.");
	return key;
}

export async function epochRow(space_id: string, epoch_id: string): Promise<KeyRow | undefined> {
	return (await local()).get("keys", epochKey(space_id, epoch_id));
}

async function rootOf(space_id: string, epoch_id: string): Promise<CryptoKey | undefined> {
	return (await epochRow(space_id, epoch_id))?.key;
}

/** Deriving is quick, yet every record of a page needs it. */
function keyFor(space_id: string, epoch_id: string, practice: string, root: CryptoKey): Promise<CryptoKey> {
	const name = `${epochKey(space_id, epoch_id)}/${practice}`;
	const known = derived.get(name);
	if (known) return known;
	const made = practiceKey(root, practice);
	derived.set(name, made);
	return made;
}
