/** The connection to the server, as screens see it. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { waitingItems } from "../store/queue";

const answered = signal(true);
const outdated = signal(false);
const looked = signal(false);

/** Whether the last request got an answer. */
export const reachable: ReadonlySignal<boolean> = answered;

/** The server needs a newer app (426). The outbox is kept. */
export const updateNeeded: ReadonlySignal<boolean> = outdated;

/** Whether the server was asked for news since the app was opened, even without an answer. */
export const hasLooked: ReadonlySignal<boolean> = looked;

/** How many changes are stored on this phone and not sent yet. */
export const waitingToSend: ReadonlySignal<number> = computed(() => waitingItems.value.length);

export function noteLooked(): void {
	looked.value = true;
}

/** Notes the status of an answer; null without one. */
export function noteAnswer(status: number | null): void {
	answered.value = status !== null;
	if (status !== null) outdated.value = status === 426;
}
