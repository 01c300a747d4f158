/**
 * Treats a double tap as one tap. The first tap may open or move something under the finger, which nobody has read
 * yet, so the second one must not activate it. For keys and longer acts see `useOnce` in once.ts.
 */

/** A tap within this time, in milliseconds, after one that was taken, and this distance, in CSS pixels, is ignored. */
const TOGETHER = 700;
const NEAR = 24;
/** Taps that follow each other faster than this, in milliseconds, go on as one. Who taps at an even pace is not stuck. */
const BURST = 350;

/** Controls for choosing and typing accept quick taps, since another tap undoes them. Quick exit is never delayed. */
const QUICK = "label, input, select, textarea, summary, [data-quick]";

interface Tap {
	readonly timeStamp: number;
	readonly clientX: number;
	readonly clientY: number;
}

/** Ignores the second tap of a double tap, and key repeats, on the whole page. Returns a function that stops it. */
export function ignoreDoubleTaps(page: EventTarget = window): () => void {
	const stop = new AbortController();
	const options = { capture: true, signal: stop.signal };
	let taken: Tap | null = null;
	let last: Tap | null = null;
	const click = (event: Event): void => {
		// clicks by keyboard and assistive technology have no position
		if (!(event instanceof MouseEvent) || event.detail === 0) return;
		const { timeStamp, clientX, clientY } = event;
		const again = isWithin(TOGETHER, taken, event) || isWithin(BURST, last, event);
		last = { timeStamp, clientX, clientY };
		if (again && !isQuick(event.target)) ignore(event);
		else taken = last;
	};
	const key = (event: Event): void => {
		if (event instanceof KeyboardEvent && event.repeat && presses(event)) ignore(event);
	};
	page.addEventListener("click", click, options);
	page.addEventListener("keydown", key, options);
	return () => stop.abort();
}

function isWithin(milliseconds: number, before: Tap | null, now: Tap): boolean {
	if (!before) return false;
	const distance = Math.hypot(now.clientX - before.clientX, now.clientY - before.clientY);
	return now.timeStamp - before.timeStamp < milliseconds && distance <= NEAR;
}

function isQuick(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest(QUICK) !== null;
}

/** Whether a key activates a control: Enter on a button or link, space on a button; not in fields. */
function presses({ key, target }: KeyboardEvent): boolean {
	const pressed = key === "Enter" ? "button, a" : key === " " ? "button" : null;
	return pressed !== null && target instanceof Element && target.closest(pressed) !== null;
}

function ignore(event: Event): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}
