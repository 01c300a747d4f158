/** What the start screen says after everything on this phone was deleted. */

import { type ReadonlySignal, signal } from "@preact/signals";

const words = signal<string | null>(null);

export const farewell: ReadonlySignal<string | null> = words;

/** Shows it on the start screen, until that is left. */
export function sayFarewell(text: string): void {
	words.value = text;
}

export function endFarewell(): void {
	words.value = null;
}
