/**
 * Locks the app once all its tabs have been idle, and tells the service worker to seal everything when the page is
 * left.
 */

import { holdBack } from "../browser/hold-back";
import { atMostSince, moment, steadyNow } from "../browser/wall";
import { hear, tell } from "../store/channel";
import { lock, locked } from "../store/locked";
import type { PageMessage } from "../store/worker-channel";

const LOOK = 5000;
/** A screen reader or dictation may send the last two without the others. */
const TOUCHES = ["pointerdown", "keydown", "scroll", "click", "input"] as const;

let stop: (() => void) | null = null;

/** Each call starts again; watches only while there is a lock and the app is unlocked. */
export function watchIdle(onIdle: () => unknown): void {
	stop?.();
	stop = lock.value && !locked.value ? watch(onIdle) : null;
}

function watch(onIdle: () => unknown): () => void {
	const quit = new AbortController();
	const options = { signal: quit.signal, capture: true };
	let touched = moment();
	let told = Number.NEGATIVE_INFINITY;
	const isIdle = (): boolean => atMostSince(touched) >= (lock.value?.idle_minutes ?? Number.POSITIVE_INFINITY) * 60_000;
	const look = (): void => {
		if (isIdle()) onIdle();
	};
	// a phone that wakes may deliver a tap before any timer runs
	const touch = (event: Event): void => {
		// it watches until what is held is sent; what is typed by then is the PIN
		if (locked.value) return;
		if (isIdle()) {
			if (leavesAtOnce(event)) return;
			holdBack(event);
			onIdle();
			return;
		}
		touched = moment();
		if (steadyNow() - told < LOOK) return;
		told = steadyNow();
		tell({ type: "touched" });
	};
	const unhear = hear(({ type }) => {
		if (type === "touched" && !isIdle()) touched = moment();
	});
	for (const kind of TOUCHES) addEventListener(kind, touch, options);
	for (const kind of ["visibilitychange", "resume"]) document.addEventListener(kind, look, options);
	// without capture: only focus of the window itself, not of a field in it
	for (const kind of ["focus", "pageshow"]) addEventListener(kind, look, { signal: quit.signal });
	addEventListener("pagehide", tellWorker, options);
	addEventListener("pageshow", (event: PageTransitionEvent) => event.persisted && location.reload(), options);
	const timer = setInterval(look, LOOK);
	return () => {
		quit.abort();
		unhear();
		clearInterval(timer);
	};
}

/** Whether the event is a tap on quick exit. It shows nothing and leaves, and the next start is locked anyway. */
function leavesAtOnce({ target }: Event): boolean {
	return target instanceof Element && target.closest("[data-leaves]") !== null;
}

function tellWorker(): void {
	navigator.serviceWorker?.controller?.postMessage({ type: "put_away" } satisfies PageMessage);
}
