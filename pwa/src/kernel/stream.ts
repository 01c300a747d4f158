/** The live line to the server (server-sent events): it says that there is news, never what. */

import { backoff } from "./order";
import { BASE } from "./request";

/**
 * Calls back at every piece of news with where the feed stands, until the returned function is called. Reconnects by
 * itself; where the server answers but lets nobody listen, `onRefused` may ask why.
 */
export function listen(onNews: (cursor: string) => void, onRefused: () => void): () => void {
	let source: EventSource | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let failures = 0;
	const connect = (): void => {
		source = new EventSource(`${BASE}/stream`);
		source.addEventListener("changed", ({ lastEventId }) => {
			failures = 0;
			onNews(lastEventId);
		});
		source.addEventListener("error", () => {
			// the browser reconnects after a lost line, but gives up after an answer such as 502
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
	};
}
