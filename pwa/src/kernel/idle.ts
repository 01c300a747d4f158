/** Locks the app after a rest of all its tabs, and lets the service worker put things away when the page is left. */

import { hear, tell } from "./channel";
import { lock, locked } from "./lock";
import type { PageMessage } from "./update";

const LOOK = 5000;
const TOUCHES = ["pointerdown", "keydown", "scroll", "input"] as const;

let stop: (() => void) | null = null;

/** Begins anew with each call; watches only while there is a lock and the app is open. */
export function watchIdle(onIdle: () => unknown): void {
	stop?.();
	stop = lock.value && !locked.value ? watch(onIdle) : null;
}

function watch(onIdle: () => unknown): () => void {
	const quit = new AbortController();
	const options = { signal: quit.signal, capture: true, passive: true };
	let touched = Date.now();
	let told = 0;
	const touch = (): void => {
		touched = Date.now();
		if (touched - told < LOOK) return;
		told = touched;
		tell({ type: "touched" });
	};
	const unhear = hear(({ type }) => {
		if (type === "touched") touched = Date.now();
	});
	const look = (): void => {
		if (Date.now() - touched >= (lock.value?.idle_minutes ?? Number.POSITIVE_INFINITY) * 60_000) onIdle();
	};
	for (const kind of TOUCHES) addEventListener(kind, touch, options);
	// timers sleep in the background, so a page that is looked at again looks first
	document.addEventListener("visibilitychange", look, options);
	addEventListener("pagehide", tellWorker, options);
	addEventListener("pageshow", (event: PageTransitionEvent) => event.persisted && location.reload(), options);
	const timer = setInterval(look, LOOK);
	return () => {
		quit.abort();
		unhear();
		clearInterval(timer);
	};
}

function tellWorker(): void {
	navigator.serviceWorker?.controller?.postMessage({ type: "put_away" } satisfies PageMessage);
}
