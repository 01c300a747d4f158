/**
 * A view transition between a list and the opened item, if the browser supports it: the tapped tile becomes the tile
 * of the opened screen.
 */

import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";

/** The longest delay of a tap. */
const PATIENCE = 250;
const PASSAGES = "a.card-link, a.row-link, a.back";
const TILES = ".date-tile, .kind-icon";

/** Enables the transition for such links. Returns a function for the router to call when a screen has loaded. */
export function useSoftOpening(): () => void {
	const { route } = useLocation();
	const arrived = useRef<() => void>(() => undefined);
	useEffect(() => {
		const open = (event: MouseEvent): void => {
			const link = passage(event);
			if (!link) return;
			event.preventDefault();
			event.stopPropagation();
			name(link.querySelector<HTMLElement>(TILES));
			const crossing = document.startViewTransition(() => {
				const there = new Promise<void>((resolve) => {
					arrived.current = resolve;
					setTimeout(resolve, PATIENCE);
				});
				route(link.pathname + link.search);
				return there;
			});
			// the browser skips it where the screen turns meanwhile, which is no failure to store
			crossing.ready.catch(() => undefined);
		};
		// before preact-iso, which listens on the window
		document.addEventListener("click", open);
		return () => document.removeEventListener("click", open);
	}, [route]);
	return () => arrived.current();
}

function passage(event: MouseEvent): HTMLAnchorElement | null {
	const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
	if (!plain || event.defaultPrevented || !("startViewTransition" in document)) return null;
	if (matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
	return event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(PASSAGES) : null;
}

/** Only one element may have the transition name at a time. */
function name(tile: HTMLElement | null): void {
	for (const other of document.querySelectorAll<HTMLElement>(TILES)) other.style.viewTransitionName = "none";
	if (tile) tile.style.viewTransitionName = "opened";
}
