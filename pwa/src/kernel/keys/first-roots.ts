/**
 * The roots that are sent first when a phone is added or recovery words are made. Older ones follow one by one; see
 * key-sync.ts.
 */

import { getKeys } from "../http/api";
import { type KeyRow, local } from "../store/local";
import { readMeta } from "../store/meta";

/** A root as this phone wrapped it to itself. */
export type HeldRoot = NonNullable<KeyRow["epoch"]>;

/** The roots in force, and the one that seals the person's signing key. Needs the network; throws Problem. */
export async function firstRoots(): Promise<readonly HeldRoot[]> {
	const { signing_key_sealed } = await getKeys();
	const inForce = Object.values((await readMeta("epochs")) ?? {});
	const rows = await (await local()).getAll("keys");
	return rows.flatMap(({ epoch }) => epoch ?? []).filter(isFirst([...inForce, signing_key_sealed.k]));
}

/** A filter that keeps the roots of these epochs. */
export function isFirst(epochs: readonly string[]): (root: { readonly epoch_id: string }) => boolean {
	return ({ epoch_id }) => epochs.includes(epoch_id);
}
