/**
 * Whether one of the two has a pause, and until when, for all practices. Only what this phone knows: the server
 * decides. The practice of pauses provides it, connected by the shell.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** Until when a pause runs, in epoch milliseconds of the server's time; null without one. */
export interface Silence {
	readonly mine: number | null;
	readonly theirs: number | null;
}

const told = signal<ReadonlySignal<Silence>>(signal({ mine: null, theirs: null }));

/** Until when the partner has a pause and cannot be asked anything; null without one. */
export const theirSilence: ReadonlySignal<number | null> = computed(() => told.value.value.theirs);

/** Until when this person has a pause; null without one. */
export const mySilence: ReadonlySignal<number | null> = computed(() => told.value.value.mine);

/** Whether either of the two has a pause: then nothing that addresses the partner is offered. */
export const silent: ReadonlySignal<boolean> = computed(() => {
	const { mine, theirs } = told.value.value;
	return mine !== null || theirs !== null;
});

/** Connects the source; called once, at start. */
export function hearSilence(from: ReadonlySignal<Silence>): void {
	told.value = from;
}
