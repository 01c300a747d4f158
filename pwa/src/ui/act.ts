/** Runs one act at a time on a screen: `busy` while it runs, and a sentence if it fails. */

import { useRef, useState } from "preact/hooks";
import { part } from "../kernel/browser/parts";
import { asProblem } from "../kernel/browser/problem";
import { steadyNow } from "../kernel/browser/wall";
import { offerReload } from "../kernel/engine/update";

export const wordsPart = part(() => import("./problem-words"));

export interface Act {
	readonly busy: boolean;
	/** What went wrong, in a sentence; null while all is well. */
	readonly trouble: string | null;
	/** Runs the act unless another is running; resolves to true if it succeeded. */
	readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(): Act {
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState<string | null>(null);
	// a ref, since `busy` changes only with the next render
	const running = useRef(false);
	const run = async (act: () => Promise<unknown>): Promise<boolean> => {
		if (running.current) return false;
		running.current = true;
		setBusy(true);
		setTrouble(null);
		try {
			await act();
			return true;
		} catch (error) {
			setTrouble(await saidOf(error));
			return false;
		} finally {
			running.current = false;
			setBusy(false);
		}
	};
	return { busy, trouble, run };
}

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

/** The sentence for a failure; rethrows errors that are bugs of the app. */
export async function saidOf(error: unknown): Promise<string> {
	const problem = asProblem(error);
	if (problem.code === "new_version") offerReload();
	return wordsPart().then(
		({ problemWords }) => problemWords(problem),
		() => problem.title,
	);
}

/** For a form: runs this instead of the browser's submit, which would reload the page. */
export function instead(act: () => unknown): (event: Event) => void {
	return (event) => {
		event.preventDefault();
		void act();
	};
}
