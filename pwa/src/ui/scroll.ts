/**
 * The screen scrolls between header and bottom bar, so that they cover nothing. Its position is kept for going back.
 */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";

export function scrollToTop(): void {
	document.querySelector("main")?.scrollTo(0, 0);
}

/** A new screen starts at its top; going back restores the position. */
export function useScrollPlaces(): void {
	const { url } = useLocation();
	const places = useRef(new Map<string, number>());
	const wentBack = useRef(false);
	useEffect(() => {
		const back = (): void => {
			wentBack.current = true;
		};
		addEventListener("popstate", back);
		return () => removeEventListener("popstate", back);
	}, []);
	useLayoutEffect(() => {
		const main = document.querySelector("main");
		if (!main) return;
		main.scrollTop = wentBack.current ? (places.current.get(url) ?? 0) : 0;
		wentBack.current = false;
		const keep = (): void => void places.current.set(url, main.scrollTop);
		main.addEventListener("scroll", keep, { passive: true });
		return () => main.removeEventListener("scroll", keep);
	}, [url]);
}
