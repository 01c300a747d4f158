/** What a screen of the past shows: read when it opens, and again after each change. */

import { useEffect, useState } from "preact/hooks";
import { history, withId } from "../kernel/store/history";
import type { Kind } from "../kernel/store/practice";
import { heldItems, stuckItems } from "../kernel/store/queue";
import { type Shown, table } from "../kernel/store/records";

/** The records of a kind made in this time, newest first, as of `history`; null until they are read. */
export function useHistory(kind: Kind, from?: number, to?: number): readonly Shown[] | null {
	return useRead(kind, () => readAll(kind, from, to), [from, to]);
}

/** The records with this id, of any age, as of `withId`; null until they are read. */
export function useRecord(kind: Kind, id: string): readonly Shown[] | null {
	return useRead(kind, () => withId(kind, id), [id]);
}

/** What `read` finds; another `about` begins anew, and until it is read there is nothing of the one before. */
function useRead(
	kind: Kind,
	read: () => Promise<readonly Shown[]>,
	about: readonly (string | number | undefined)[],
): readonly Shown[] | null {
	const [found, setFound] = useState<{ readonly about: string; readonly records: readonly Shown[] } | null>(null);
	const key = [kind.name, ...about].join(" ");
	const changes = [table(kind.name).value, heldItems.value, stuckItems.value];
	useEffect(() => {
		const stop = new AbortController();
		void read().then((records) => stop.signal.aborted || setFound({ about: key, records }));
		return () => stop.abort();
	}, [key, ...changes]);
	return found?.about === key ? found.records : null;
}

async function readAll(kind: Kind, from: number | undefined, to: number | undefined): Promise<readonly Shown[]> {
	const found: Shown[] = [];
	for await (const page of history(kind, from, to)) found.push(...page);
	return found;
}
