/**
 * A double tap is one tap. What the first one opened or moved under the finger is not tapped by the second: whatever
 * stands there, it was not read yet. `useOnce` in act.ts sees to keys, and to taps on what takes longer.
 */

/** Two taps in this time, in milliseconds, and this near each other, in CSS pixels, are a double tap. */
const TOGETHER = 700;
const NEAR = 24;

/** Choosing and typing take quick taps, and do nothing that another tap does not undo. Quick exit is never kept waiting. */
const QUICK = "label, input, select, textarea, summary, [data-quick]";

interface Tap {
	readonly timeStamp: number;
	readonly clientX: number;
	readonly clientY: number;
}

/** Ignores the second tap of a double tap, and what a held key repeats, on the whole page. Returns how to stop. */
export function ignoreDoubleTaps(page: EventTarget = window): () => void {
	const stop = new AbortController();
	const options = { capture: true, signal: stop.signal };
	let last: Tap | null = null;
	const click = (event: Event): void => {
		// keys and assistive technology click without a place
		if (!(event instanceof MouseEvent) || event.detail === 0) return;
		const { timeStamp, clientX, clientY } = event;
		const again = last !== null && isDouble(last, event) && !isQuick(event.target);
		last = { timeStamp, clientX, clientY };
		if (again) ignore(event);
	};
	const key = (event: Event): void => {
		if (event instanceof KeyboardEvent && event.repeat && presses(event)) ignore(event);
	};
	page.addEventListener("click", click, options);
	page.addEventListener("keydown", key, options);
	return () => stop.abort();
}

function isDouble(before: Tap, now: Tap): boolean {
	const distance = Math.hypot(now.clientX - before.clientX, now.clientY - before.clientY);
	return now.timeStamp - before.timeStamp < TOGETHER && distance <= NEAR;
}

function isQuick(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest(QUICK) !== null;
}

/** Enter on a button or a link, space on a button; in a field they write, and elsewhere space scrolls. */
function presses({ key, target }: KeyboardEvent): boolean {
	const pressed = key === "Enter" ? "button, a" : key === " " ? "button" : null;
	return pressed !== null && target instanceof Element && target.closest(pressed) !== null;
}

function ignore(event: Event): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}
