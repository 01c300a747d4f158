/**
 * The news that a phone which signed in with the recovery words has left the couple, while this phone can still undo
 * it.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "../store/channel";
import type { Meta } from "../store/meta";
import { readMeta, writeMeta } from "../store/meta";

const state = signal<Meta["left"]>(null);

/** The couple, and until when its end can be undone, in server time. */
export const left: ReadonlySignal<Meta["left"]> = state;

/** Reads what was last heard. */
export async function loadLeft(): Promise<void> {
	state.value = (await readMeta("left")) ?? null;
}

/** Stores what the server says, at every launch. */
export async function noteLeft(told: { readonly couple_id: string; readonly until: string } | null): Promise<void> {
	const next = told && { couple_id: told.couple_id, until: Date.parse(told.until) };
	state.value = next;
	if (JSON.stringify(next) === JSON.stringify((await readMeta("left")) ?? null)) return;
	await writeMeta("left", next);
	tell({ type: "meta" });
}

/** Resets the signal, after the phone was wiped. */
export function forgetLeft(): void {
	state.value = null;
}
