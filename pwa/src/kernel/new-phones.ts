/** The person's phones that came while this one was away or asleep, until the person has said that they are theirs. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { begin, life, readMeta, type Transaction } from "./local";
import type { Meta } from "./meta";
import type { Phone } from "./session";

const fresh = signal<readonly Phone[]>([]);

/** Phones that this one has not known before, first added first. */
export const newPhones: ReadonlySignal<readonly Phone[]> = fresh;

export async function loadNewPhones(): Promise<void> {
	fresh.value = (await readMeta("own_phones"))?.fresh ?? [];
}

/** The person knows this phone, or it is gone: nothing is said of it any more. */
export async function knowPhone(id: string): Promise<void> {
	await changeOwnPhones(life(), (kept) => ({
		known: [...new Set([...kept.known, id])],
		fresh: kept.fresh.filter((phone) => phone.id !== id),
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
}

async function ownPhonesIn(transaction: Transaction): Promise<Meta["own_phones"] | undefined> {
	// only this file and own-phones.ts write it, with this shape
	return (await transaction.objectStore("meta").get("own_phones")) as Meta["own_phones"] | undefined;
}
