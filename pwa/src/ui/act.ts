/** One act at a time on a screen: it is busy while it runs, and says in words what went wrong. */

import { useState } from "preact/hooks";
import { Problem } from "../kernel/problem";
import { problemWords } from "./problem-words";

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
	const run = async (act: () => Promise<unknown>): Promise<boolean> => {
		if (busy) return false;
		setBusy(true);
		setTrouble(null);
		try {
			await act();
			return true;
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			setTrouble(problemWords(error));
			return false;
		} finally {
			setBusy(false);
		}
	};
	return { busy, trouble, run };
}

/** For a form: does this instead of what browsers do, which is to load the page anew. */
export function instead(act: () => unknown): (event: Event) => void {
	return (event) => {
		event.preventDefault();
		void act();
	};
}
