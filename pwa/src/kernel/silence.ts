/**
 * What every practice may ask of a pause, as on the server: does one of the two keep silence, and until when? What this
 * phone knows, no more: the server has the last word. The practice of pauses tells it, and the shell hands that in.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** Until when a pause runs, in epoch milliseconds, server time; null while none does. */
export interface Silence {
	readonly mine: number | null;
	readonly theirs: number | null;
}

const told = signal<ReadonlySignal<Silence>>(signal({ mine: null, theirs: null }));

/** Until when the partner has a pause and nothing can be asked of them; null while one may. */
export const theirSilence: ReadonlySignal<number | null> = computed(() => told.value.value.theirs);

/** Either of the two has a pause: nothing that leads to the other is offered. */
export const silent: ReadonlySignal<boolean> = computed(() => {
	const { mine, theirs } = told.value.value;
	return mine !== null || theirs !== null;
});

/** Where the answers come from; called once, at start. */
export function hearSilence(from: ReadonlySignal<Silence>): void {
	told.value = from;
}
