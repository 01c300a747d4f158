/** Swallows a tap or a key press with all events that follow from it. */

/** The events that follow the first event of a tap, and of a key press. */
const REST: { readonly [first: string]: readonly string[] } = {
	pointerdown: ["pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click", "dblclick", "contextmenu"],
	keydown: ["keypress", "beforeinput", "click", "keyup"],
};
const LAST = ["click", "keyup", "pointercancel"];
/** After a finger is lifted, a click comes within this time or not at all, in milliseconds. */
const CLICK = 1000;

/** Call it in the capture phase of the first event. */
export function holdBack(first: Event): void {
	swallow(first);
	const rest = REST[first.type];
	if (!rest) return;
	const quit = new AbortController();
	const options = { signal: quit.signal, capture: true, passive: false };
	const end = (): void => quit.abort();
	const hold = (event: Event): void => {
		swallow(event);
		if (LAST.includes(event.type)) end();
		if (event.type === "pointerup") setTimeout(end, CLICK);
	};
	for (const kind of [...rest, "pointercancel"]) addEventListener(kind, hold, options);
	addEventListener("pointerdown", end, options);
	addEventListener("keydown", (event: KeyboardEvent) => (event.repeat ? swallow(event) : end()), options);
}

function swallow(event: Event): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}
