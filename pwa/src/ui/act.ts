/** Runs one act at a time on a screen: `busy` while it runs, and a sentence if it fails. */

import { useRef, useState } from "preact/hooks";
import { asProblem } from "../kernel/browser/problem";
import { offerReload } from "../kernel/engine/update";
import { wordsPart } from "./words-part";

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
