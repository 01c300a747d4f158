/** Shows that a phone could not open a key and made the next one, until the person has read so. Blames nobody. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "../store/channel";
import { readMeta, writeMeta } from "../store/meta";

const untold = signal(false);

/** Whether there is such news to show. */
export const newKey: ReadonlySignal<boolean> = untold;

export async function loadNewKey(): Promise<void> {
	const kept = await readMeta("new_key");
	untold.value = kept !== undefined && !kept.told;
}

/** Notes such a key. It is shown once, however many there are. */
export async function noteNewKey(epoch_id: string): Promise<void> {
	if ((await readMeta("new_key"))?.epoch_id === epoch_id) return;
	await keep({ epoch_id, told: false });
}

/** Notes that the person has read it. */
export async function knowNewKey(): Promise<void> {
	const kept = await readMeta("new_key");
	if (kept) await keep({ ...kept, told: true });
}

/** Resets the signal, after the phone was wiped. */
export function forgetNewKey(): void {
	untold.value = false;
}

async function keep(what: { readonly epoch_id: string; readonly told: boolean }): Promise<void> {
	await writeMeta("new_key", what);
	await loadNewKey();
	tell({ type: "meta" });
}
