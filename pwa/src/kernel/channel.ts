/** How tabs of one phone, and its service worker, tell each other that something in IndexedDB changed. */

import type { Draft } from "./drafts";

/** The primary key of a record: space, kind, id. */
export type RecordKey = readonly [space_id: string, kind: string, id: string];

export type Message =
	/** These records changed. */
	| { readonly type: "records"; readonly keys: readonly RecordKey[] }
	/** The outbox changed. */
	| { readonly type: "outbox" }
	/** Who this phone belongs to changed. */
	| { readonly type: "session" }
	/** Some setting under `meta` changed. */
	| { readonly type: "meta" }
	/** The app was locked: every tab closes. */
	| { readonly type: "lock" }
	/** The person is here: no tab rests. */
	| { readonly type: "touched" }
	/** Somebody typed here, or what was typed is saved or discarded: null. */
	| { readonly type: "draft"; readonly id: string; readonly draft: Draft | null }
	/** The person left at once: no tab stays. */
	| { readonly type: "quick_exit" }
	/** Everything was deleted. */
	| { readonly type: "wiped" }
	/** The leader should ask the server what is new. */
	| { readonly type: "pull" }
	/** The leader has asked, and what came is in IndexedDB. */
	| { readonly type: "pulled" }
	/** Is there a leader that answers? And its answer. */
	| { readonly type: "ping" }
	| { readonly type: "pong" };

const NAME = "twofold";

let channel: BroadcastChannel | null = null;
const listeners = new Set<(message: Message) => void>();

/** Tells the other tabs; the caller itself hears nothing. */
export function tell(message: Message): void {
	open().postMessage(message);
}

/** Hears what other tabs tell; returns how to stop. */
export function hear(listener: (message: Message) => void): () => void {
	open();
	listeners.add(listener);
	return () => listeners.delete(listener);
}

export function closeChannel(): void {
	channel?.close();
	channel = null;
	listeners.clear();
}

function open(): BroadcastChannel {
	if (channel) return channel;
	channel = new BroadcastChannel(NAME);
	// only this file posts to the channel, so what arrives is a Message
	channel.onmessage = (event: MessageEvent<Message>) => {
		for (const listener of listeners) listener(event.data);
	};
	return channel;
}
