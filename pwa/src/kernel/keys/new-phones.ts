/**
 * The person's new phones, until the person has confirmed on this phone that they know them. A phone that was added
 * from here is marked in My phones but raises no alarm: the person who added it knows, and anybody else who holds this
 * phone would dismiss it.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "../store/channel";
import { begin, life } from "../store/local";
import { type Meta, metaIn, type Phone, readMeta } from "../store/meta";

const fresh = signal<readonly Phone[]>([]);
const here = signal<readonly string[]>([]);

/** Phones that this one has not known before, in the order they were added. */
export const newPhones: ReadonlySignal<readonly Phone[]> = fresh;

/** Those that another phone added, or that signed in with the recovery words. */
export const unknownPhones: ReadonlySignal<readonly Phone[]> = computed(() =>
	fresh.value.filter(({ id }) => !here.value.includes(id)),
);

/** Whether that phone was added from this one. */
export function isAddedHere(id: string): boolean {
	return here.value.includes(id);
}

export async function loadNewPhones(): Promise<void> {
	const kept = await readMeta("own_phones");
	fresh.value = kept?.fresh ?? [];
	here.value = kept?.here ?? [];
}

/**
 * Notes that this phone is about to add that one. Call it before the server is told, so that no fetch sees the phone
 * first.
 */
export async function noteAddedHere(id: string): Promise<void> {
	await changeOwnPhones(life(), (kept) => ({ ...kept, here: [...new Set([...(kept.here ?? []), id])] }));
}

/** Ends the news about a phone that the person knows, or that was removed. */
export async function knowPhone(id: string): Promise<void> {
	await changeOwnPhones(life(), (kept) => ({
		known: [...new Set([...kept.known, id])],
		fresh: kept.fresh.filter((phone) => phone.id !== id),
		here: (kept.here ?? []).filter((one) => one !== id),
	}));
}

/** Stores what `change` returns for the phones known so far; does nothing before the first `noteOwnPhones`. */
export async function changeOwnPhones(
	born: number,
	change: (kept: Meta["own_phones"]) => Meta["own_phones"],
): Promise<void> {
	const transaction = await begin(born);
	const kept = await metaIn(transaction, "own_phones");
	if (kept) await transaction.objectStore("meta").put(change(kept), "own_phones");
	await transaction.done;
	await loadNewPhones();
	tell({ type: "meta" });
}

/** Resets the signals, after the phone was wiped. */
export function forgetNewPhones(): void {
	fresh.value = [];
	here.value = [];
}
