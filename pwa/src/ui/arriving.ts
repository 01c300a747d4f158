/** What has just come takes no tap at first: a tap on its way was meant for what stood there before. */

import { useLayoutEffect, useState } from "preact/hooks";

/** For so long, in milliseconds. */
export const ARRIVING = 600;

/** The class of a place while what stands there is new. `key` names what stands there, if anything does. */
export function useArriving(key: string | undefined): "" | "arriving" {
	const [arriving, setArriving] = useState(false);
	const [stand] = useState(() => arrivals(key, setArriving));
	// before the next tap can be heard
	useLayoutEffect(() => stand(key), [key]);
	return arriving ? "arriving" : "";
}

/**
 * Tells `show` true when another key stands there, and false 600 ms later. What stood there at first is not new. The
 * function that it returns takes the key, and returns how to stop waiting.
 */
export function arrivals(
	first: string | undefined,
	show: (arriving: boolean) => void,
): (key: string | undefined) => (() => void) | undefined {
	let known = first;
	return (key) => {
		if (key === known) return undefined;
		known = key;
		show(true);
		const timer = setTimeout(() => show(false), ARRIVING);
		return () => clearTimeout(timer);
	};
}
