/**
 * The person's phones that are new, until the person has said here that they are theirs. One that was added from this phone is
 * marked under My phones, and no alarm: whoever did it here knows, and whoever else holds this phone would put it away.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { begin, life, readMeta, type Transaction } from "./local";
import type { Meta } from "./meta";
import type { Phone } from "./session";

const fresh = signal<readonly Phone[]>([]);
const here = signal<readonly string[]>([]);

/** Phones that this one has not known before, first added first. */
export const newPhones: ReadonlySignal<readonly Phone[]> = fresh;

/** Those that another phone added, or that came by the words. */
export const unknownPhones: ReadonlySignal<readonly Phone[]> = computed(() =>
	fresh.value.filter(({ id }) => !here.value.includes(id)),
);

/** Was this phone added from here? */
export function isAddedHere(id: string): boolean {
	return here.value.includes(id);
}

export async function loadNewPhones(): Promise<void> {
	const kept = await readMeta("own_phones");
	fresh.value = kept?.fresh ?? [];
	here.value = kept?.here ?? [];
}

/** This phone is about to let that one in: call it before the server is told, so that no look is quicker. */
export async function noteAddedHere(id: string): Promise<void> {
	await changeOwnPhones(life(), (kept) => ({ ...kept, here: [...new Set([...(kept.here ?? []), id])] }));
}

/** The person knows this phone, or it is gone: nothing is said of it any more. */
export async function knowPhone(id: string): Promise<void> {
	await changeOwnPhones(life(), (kept) => ({
		known: [...new Set([...kept.known, id])],
		fresh: kept.fresh.filter((phone) => phone.id !== id),
		here: (kept.here ?? []).filter((one) => one !== id),
	}));
}

/** Keeps what `change` makes of the phones known so far; without any there is nothing to change. */
export async function changeOwnPhones(
	born: number,
	change: (kept: Meta["own_phones"]) => Meta["own_phones"],
): Promise<void> {
	const transaction = await begin(born);
	const kept = await ownPhonesIn(transaction);
	if (kept) await transaction.objectStore("meta").put(change(kept), "own_phones");
	await transaction.done;
	await loadNewPhones();
	tell({ type: "meta" });
}

/** After everything was deleted. */
export function forgetNewPhones(): void {
	fresh.value = [];
	here.value = [];
}

async function ownPhonesIn(transaction: Transaction): Promise<Meta["own_phones"] | undefined> {
	// only this file and own-phones.ts write it, with this shape
	return (await transaction.objectStore("meta").get("own_phones")) as Meta["own_phones"] | undefined;
}
