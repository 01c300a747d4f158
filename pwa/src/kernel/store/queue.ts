/** The outbox as screens see it: how much waits to be sent, and what needs the person. outbox.ts sends it. */

import { computed, signal } from "@preact/signals";
import { type OutboxItem, withLocal } from "./local";

/** An item with the number IndexedDB gave it. */
export type Queued = OutboxItem & { readonly seq: number };

/** Everything not answered yet, in the order of writing. */
export const queue = signal<readonly Queued[]>([]);

/** What is sent automatically as soon as possible. */
export const waitingItems = computed(() => queue.value.filter((item) => !item.stuck));

/** What was refused and waits for the person. */
export const stuckItems = computed(() => queue.value.filter((item) => item.stuck !== null && !item.held));

/** The deletions that can still be undone, by lane. */
export const heldItems = computed(() => new Map(queue.value.flatMap((item) => (item.held ? [[item.lane, item]] : []))));

/** Reads the outbox again, after this tab or another changed it. */
export async function rereadQueue(): Promise<readonly Queued[]> {
	queue.value = (await withLocal((db) => db.getAll("outbox"))).filter(isQueued);
	return queue.value;
}

export function isQueued(item: OutboxItem): item is Queued {
	return item.seq !== undefined;
}

/** Requests for one record share a lane, and are sent one after another. */
export function laneOf(space_id: string, kind: string, id: string): string {
	return `${space_id}/${kind}/${id}`;
}

const listeners = new Set<() => void>();

/** Calls back whenever this tab wrote something; returns a function that stops. */
export function onWritten(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

export function written(): void {
	for (const listener of listeners) listener();
}
