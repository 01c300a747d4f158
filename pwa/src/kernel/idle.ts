/** Locks the app after all its tabs have been idle, and lets the service worker put things away when the page is left. */

import { hear, tell } from "./channel";
import { holdBack } from "./hold-back";
import { lock, locked } from "./lock";
import type { PageMessage } from "./update";
import { atMostSince, moment, steadyNow } from "./wall";

const LOOK = 5000;
/** The last two also come without the others, from what reads the screen aloud or takes dictation. */
const TOUCHES = ["pointerdown", "keydown", "scroll", "click", "input"] as const;

let stop: (() => void) | null = null;

/** Begins anew with each call; watches only while there is a lock and the app is open. */
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
	// a phone that wakes may hand on a tap before any timer has run
	const touch = (event: Event): void => {
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
	// of the window itself: a field that takes the focus is none of it
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

/** The quick exit shows nothing and leaves; the next opening is locked in any case. */
function leavesAtOnce({ target }: Event): boolean {
	return target instanceof Element && target.closest("[data-leaves]") !== null;
}

function tellWorker(): void {
	navigator.serviceWorker?.controller?.postMessage({ type: "put_away" } satisfies PageMessage);
}
