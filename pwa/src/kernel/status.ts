/** How this phone and the server get on, as screens see it. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { waitingItems } from "./queue";

const answered = signal(true);
const outdated = signal(false);
const looked = signal(false);

/** The last attempt to reach the server got an answer. */
export const reachable: ReadonlySignal<boolean> = answered;

/** The server needs a newer app (426). The outbox is kept. */
export const updateNeeded: ReadonlySignal<boolean> = outdated;

/** Since this opening the server was asked what is new, with or without an answer. */
export const hasLooked: ReadonlySignal<boolean> = looked;

/** How many changes are saved on this phone and not sent yet. */
export const waitingToSend: ReadonlySignal<number> = computed(() => waitingItems.value.length);

export function noteLooked(): void {
	looked.value = true;
}

/** The status of an answer; null where none came. */
export function noteAnswer(status: number | null): void {
	answered.value = status !== null;
	if (status !== null) outdated.value = status === 426;
}
