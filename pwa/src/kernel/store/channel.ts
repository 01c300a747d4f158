/** Messages between the tabs of one phone and its service worker, mostly that something in IndexedDB changed. */

import type { Draft } from "./draft";

/** The primary key of a record: space, kind, id. */
export type RecordKey = readonly [space_id: string, kind: string, id: string];

export type Message =
	/** These records changed. */
	| { readonly type: "records"; readonly keys: readonly RecordKey[] }
	/** The outbox changed. */
	| { readonly type: "outbox" }
	/** The session changed: who this phone belongs to. */
	| { readonly type: "session" }
	/** A setting in `meta` changed. */
	| { readonly type: "meta" }
	/** The app was locked; every tab locks. */
	| { readonly type: "lock" }
	/** The person used the app; no tab counts as idle. */
	| { readonly type: "touched" }
	/** A draft changed; null if it was saved or discarded. */
	| { readonly type: "draft"; readonly id: string; readonly draft: Draft | null }
	/** Quick exit: every tab leaves. */
	| { readonly type: "quick_exit" }
	/** Everything was deleted. */
	| { readonly type: "wiped" }
	/** Asks the leader to fetch what is new. */
	| { readonly type: "pull" }
	/** The leader has fetched, and IndexedDB is up to date. */
	| { readonly type: "pulled" }
	/** Asks whether a leader is alive; "pong" is its answer. */
	| { readonly type: "ping" }
	| { readonly type: "pong" };

const NAME = "twofold";

let channel: BroadcastChannel | null = null;
const listeners = new Set<(message: Message) => void>();

/** Sends to the other tabs; the caller does not receive it. */
export function tell(message: Message): void {
	open().postMessage(message);
}

/** Listens to other tabs; returns a function that stops. */
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
	// only this file posts to the channel, so data is always a Message
	channel.onmessage = (event: MessageEvent<Message>) => {
		for (const listener of listeners) listener(event.data);
	};
	return channel;
}
