/** A seat in a couple that is about to pass to a new account, as this phone last heard. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "../store/channel";
import { dropMeta, readMeta, type Seat, writeMeta } from "../store/meta";

const state = signal<Seat | null>(null);

export const seat: ReadonlySignal<Seat | null> = state;

/** Reads what was last heard, so that every tab shows it as soon as the app is opened. */
export async function loadSeat(): Promise<void> {
	state.value = (await readMeta("seat")) ?? null;
}

/** Stores what the server says, at every launch. */
export async function noteSeat(
	told: { readonly couple_id: string; readonly part: string; readonly due: string } | null,
): Promise<void> {
	const part = (["gives", "has", "gets"] as const).find((one) => one === told?.part);
	const next = told && part ? { couple_id: told.couple_id, part, due: Date.parse(told.due) } : null;
	const known = (await readMeta("seat")) ?? null;
	if (JSON.stringify(next) === JSON.stringify(known)) return;
	await (next ? writeMeta("seat", next) : dropMeta("seat"));
	state.value = next;
	tell({ type: "meta" });
}

/** Resets the signal, after the phone was wiped. */
export function forgetSeat(): void {
	state.value = null;
}
