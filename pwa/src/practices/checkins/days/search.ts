/** Searches one's own notes and feelings on this phone, page by page of the history, the newest first. */

import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../../../kernel/store/clock";
import { history } from "../../../kernel/store/history";
import { fold } from "../../../kernel/text/typed";
import { feelingWord } from "../../../ui/feelings";
import { CHECK_INS } from "../kinds";
import { asCheckIns, type CheckIn } from "../store";

/** How many are shown. */
export const MOST = 40;
/** A phone whose clock was ahead made ids in the future, in milliseconds. */
const AHEAD = 2 * 86_400_000;

export interface Found {
	readonly checkIns: readonly CheckIn[];
	/** All pages were read, or there are more than are shown. */
	readonly done: boolean;
}

const NOTHING: Found = { checkIns: [], done: false };

/** What is found so far; a change of the words begins anew. */
export function useSearch(typed: string): Found {
	const [found, setFound] = useState(NOTHING);
	useEffect(() => {
		const stop = new AbortController();
		setFound(NOTHING);
		if (fold(typed) !== "") void search(typed, (so) => stop.signal.aborted || setFound(so), stop.signal);
		return () => stop.abort();
	}, [typed]);
	return found;
}

/** Tells after each page what is found so far, until enough is found or `stop`. */
export async function search(typed: string, tell: (found: Found) => unknown, stop: AbortSignal): Promise<void> {
	let checkIns: readonly CheckIn[] = [];
	for await (const page of history(CHECK_INS, 0, serverNow() + AHEAD)) {
		if (stop.aborted) return;
		checkIns = [...checkIns, ...asCheckIns(page).filter((checkIn) => checkIn.by_me && has(checkIn, typed))];
		if (checkIns.length > MOST) break;
		tell({ checkIns, done: false });
	}
	tell({ checkIns, done: true });
}

/** Whether all the words are in the note or the feelings, however they are written. */
function has({ note, feelings }: CheckIn, typed: string): boolean {
	const text = fold([note, ...feelings.map(feelingWord)].join("\n"));
	return fold(typed)
		.split(" ")
		.every((word) => text.includes(word));
}
