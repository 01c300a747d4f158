/** The live connection to the server (server-sent events): it says that there is news, never what. */

import { backoff } from "../http/backoff";
import { BASE } from "../http/request";
import { hear } from "../store/channel";

/**
 * Calls back with the feed's cursor at every piece of news, until the returned function is called. Reconnects by
 * itself; if the server answers but refuses the stream, calls `onRefused`.
 *
 * A stream that the server closed because this phone opened newer ones is reopened only when somebody looks at the app:
 * otherwise two copies of one phone would close each other's streams forever.
 */
export function listen(onNews: (cursor: string) => void, onRefused: () => void): () => void {
	let source: EventSource | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let unwatch: (() => void) | undefined;
	let failures = 0;
	const connect = (): void => {
		source = new EventSource(`${BASE}/stream`);
		source.addEventListener("changed", ({ lastEventId }) => {
			failures = 0;
			onNews(lastEventId);
		});
		source.addEventListener("replaced", () => {
			source?.close();
			unwatch = onceLookedAt(connect);
		});
		source.addEventListener("error", () => {
			// the browser reconnects after a lost connection, but gives up after an answer such as 502
			if (source?.readyState !== EventSource.CLOSED) return;
			failures += 1;
			timer = setTimeout(connect, backoff(failures));
			onRefused();
		});
	};
	connect();
	return () => {
		source?.close();
		clearTimeout(timer);
		unwatch?.();
	};
}

/** Calls back once, when this tab becomes visible or another one is opened. Returns a function that stops. */
function onceLookedAt(then: () => void): () => void {
	const quit = new AbortController();
	const stop = (): void => {
		quit.abort();
		unhear();
	};
	const looked = (): void => {
		if (document.visibilityState !== "visible") return;
		stop();
		then();
	};
	document.addEventListener("visibilitychange", looked, { signal: quit.signal });
	window.addEventListener("focus", looked, { signal: quit.signal });
	const unhear = hear(({ type }) => {
		if (type !== "pull") return;
		stop();
		then();
	});
	return stop;
}
