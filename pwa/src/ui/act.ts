/** One act at a time on a screen: it is busy while it runs, and says in words what went wrong. */

import { useState } from "preact/hooks";
import { part } from "../kernel/parts";
import { asProblem } from "../kernel/problem";
import { offerReload } from "../kernel/update";

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
	const run = async (act: () => Promise<unknown>): Promise<boolean> => {
		if (busy) return false;
		setBusy(true);
		setTrouble(null);
		try {
			await act();
			return true;
		} catch (error) {
			setTrouble(await saidOf(error));
			return false;
		} finally {
			setBusy(false);
		}
	};
	return { busy, trouble, run };
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
