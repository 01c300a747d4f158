/** That a phone could not open the key and made the next one, until the person has read so. To blame for it is nobody. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { readMeta, writeMeta } from "./local";

const untold = signal(false);

/** Whether there is something of it to say. */
export const newKey: ReadonlySignal<boolean> = untold;

export async function loadNewKey(): Promise<void> {
	const kept = await readMeta("new_key");
	untold.value = kept !== undefined && !kept.told;
}

/** Takes note of such a key. However many come, it is said once. */
export async function noteNewKey(epoch_id: string): Promise<void> {
	if ((await readMeta("new_key"))?.epoch_id === epoch_id) return;
	await keep({ epoch_id, told: false });
}

/** The person has read it. */
export async function knowNewKey(): Promise<void> {
	const kept = await readMeta("new_key");
	if (kept) await keep({ ...kept, told: true });
}

/** After everything was deleted. */
export function forgetNewKey(): void {
	untold.value = false;
}

async function keep(what: { readonly epoch_id: string; readonly told: boolean }): Promise<void> {
	await writeMeta("new_key", what);
	await loadNewKey();
	tell({ type: "meta" });
}
