/** Which roots go along when a phone is let in or a way back is left. All older ones follow one by one; see key-sync.ts. */

import { getKeys } from "./api";
import { type KeyRow, local, readMeta } from "./local";

/** A root as this phone wrapped it to itself. */
export type HeldRoot = NonNullable<KeyRow["epoch"]>;

/** Those in force, and that under which the person's signing key is sealed. Needs the network; throws Problem. */
export async function firstRoots(): Promise<readonly HeldRoot[]> {
	const { signing_key_sealed } = await getKeys();
	const inForce = Object.values((await readMeta("epochs")) ?? {});
	const rows = await (await local()).getAll("keys");
	return rows.flatMap(({ epoch }) => epoch ?? []).filter(isFirst([...inForce, signing_key_sealed.k]));
}

/** Picks these out of a list of roots. */
export function isFirst(epochs: readonly string[]): (root: { readonly epoch_id: string }) => boolean {
	return ({ epoch_id }) => epochs.includes(epoch_id);
}
