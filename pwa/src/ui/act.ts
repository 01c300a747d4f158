/** One act at a time on a screen: it is busy while it runs, and says in words what went wrong. */

import { useRef, useState } from "preact/hooks";
import { part } from "../kernel/parts";
import { asProblem } from "../kernel/problem";
import { offerReload } from "../kernel/update";
import { steadyNow } from "../kernel/wall";

export const wordsPart = part(() => import("./problem-words"));

export interface Act {
	readonly busy: boolean;
	/** What went wrong, in words; null while all is well. */
	readonly trouble: string | null;
	/** Runs it unless another runs; true when it went well. */
	readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(): Act {
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState<string | null>(null);
	// known at once, where `busy` is known with the next drawing
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

/** So long after a tap another one on the same control is the second of a double tap, in milliseconds. */
const REST = 700;

type Tap<Given extends readonly unknown[]> = (...given: Given) => Promise<void> | undefined;

/**
 * The handler of a tap, which ignores another tap while it runs and shortly after it began: a double tap makes one
 * record. Every button that does more than open something has it; `Button` has it by itself. One that stands for several
 * controls rests 0 milliseconds: two taps on two of them are no double tap.
 */
export function useOnce<Given extends readonly unknown[]>(act: (...given: Given) => unknown, rest = REST): Tap<Given> {
	const latest = useRef(act);
	latest.current = act;
	const [tap] = useState(() => once((...given: Given) => latest.current(...given), rest));
	return tap;
}

/** As `useOnce`, outside a screen. What fails is thrown, for whoever hears failures. */
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

/** A failure in words; a fault of the app's own is thrown again. */
export async function saidOf(error: unknown): Promise<string> {
	const problem = asProblem(error);
	if (problem.code === "new_version") offerReload();
	return wordsPart().then(
		({ problemWords }) => problemWords(problem),
		() => problem.title,
	);
}

/** For a form: does this instead of what browsers do, which is to load the page anew. */
export function instead(act: () => unknown): (event: Event) => void {
	return (event) => {
		event.preventDefault();
		void act();
	};
}
