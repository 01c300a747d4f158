/** What a screen of the past shows: read when it opens, and again after each change. */

import { useEffect, useState } from "preact/hooks";
import { history, withId } from "../kernel/store/history";
import type { Kind } from "../kernel/store/practice";
import { heldItems, stuckItems } from "../kernel/store/queue";
import { type Shown, table } from "../kernel/store/records";

/** What was read so far, newest first, and whether that is all. */
interface Read {
	readonly records: readonly Shown[];
	readonly all: boolean;
}

type Tell = (read: Read) => void;

/** The records of a kind made in this time, newest first, as of `history`; null until they are read. */
export function useHistory(kind: Kind, from: number, to: number): readonly Shown[] | null {
	const read = useRead(kind, [from, to], async (tell) => {
		const found: Shown[] = [];
		for await (const page of history(kind, from, to)) found.push(...page);
		tell({ records: found, all: true });
	});
	return read?.records ?? null;
}

/**
 * All records of a kind; null until the first are read. The newest show at once, however many there are:
 * what is told doubles each time, so that reading all takes no longer.
 */
export function useAll(kind: Kind): Read | null {
	return useRead(kind, [], async (tell) => {
		const found: Shown[] = [];
		let told = 0;
		for await (const page of history(kind)) {
			found.push(...page);
			if (found.length < 2 * told) continue;
			told = found.length;
			tell({ records: [...found], all: false });
		}
		tell({ records: found, all: true });
	});
}

/** The records with this id, of any age, as of `withId`; null until they are read. */
export function useRecord(kind: Kind, id: string): readonly Shown[] | null {
	const read = useRead(kind, [id], async (tell) => tell({ records: await withId(kind, id), all: true }));
	return read?.records ?? null;
}

/** What `read` finds; another `about` begins anew, and until it is read there is nothing of the one before. */
function useRead(kind: Kind, about: readonly (string | number)[], read: (tell: Tell) => Promise<void>): Read | null {
	const [found, setFound] = useState<(Read & { readonly about: string }) | null>(null);
	const key = [kind.name, ...about].join(" ");
	const changes = [table(kind.name).value, heldItems.value, stuckItems.value];
	useEffect(() => {
		const stop = new AbortController();
		void read((now) => {
			if (stop.signal.aborted) throw stop.signal.reason;
			// a list that is read again does not get shorter meanwhile
			setFound((before) => (before?.about === key && before.all && !now.all ? before : { ...now, about: key }));
		}).catch((error) => {
			if (!stop.signal.aborted) throw error;
		});
		return () => stop.abort();
	}, [key, ...changes]);
	return found?.about === key ? found : null;
}
