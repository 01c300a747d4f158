/** Makes one act of a double tap on a control; double-tap.ts does it for the whole page. */

import { useRef, useState } from "preact/hooks";
import { steadyNow } from "../kernel/browser/wall";

/** Within this time, in milliseconds, a second tap on the same control is part of a double tap. */
const REST = 700;

type Tap<Given extends readonly unknown[]> = (...given: Given) => Promise<void> | undefined;

/**
 * A tap handler that ignores another tap while it runs and for `rest` after it began, so that a double tap makes one
 * record. Use it for every button that does more than navigate; `Button` includes it. Pass a rest of 0 if it handles
 * several controls, since quick taps on different controls are not a double tap.
 */
export function useOnce<Given extends readonly unknown[]>(act: (...given: Given) => unknown, rest = REST): Tap<Given> {
	const latest = useRef(act);
	latest.current = act;
	const [tap] = useState(() => once((...given: Given) => latest.current(...given), rest));
	return tap;
}

/** As `useOnce`, outside a component. Errors are rethrown to the caller or the global handler. */
export function once<Given extends readonly unknown[]>(act: (...given: Given) => unknown, rest = REST): Tap<Given> {
	let busy = false;
	const run = async (given: Given): Promise<void> => {
		const began = steadyNow();
		try {
			await act(...given);
		} finally {
			const left = Math.max(0, began + rest - steadyNow());
			setTimeout(() => {
				busy = false;
			}, left);
		}
	};
	return (...given) => {
		if (busy) return undefined;
		busy = true;
		return run(given);
	};
}
