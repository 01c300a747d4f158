/** What a screen of the past shows: read when it opens, and again after each change. */

import { useEffect, useState } from "preact/hooks";
import { history } from "../kernel/store/history";
import type { Kind } from "../kernel/store/practice";
import { heldItems, stuckItems } from "../kernel/store/queue";
import { type Shown, table } from "../kernel/store/records";

/** All records of a kind made in this time, newest first, as of `history`; null until they are read. */
export function useHistory(kind: Kind, from: number, to: number): readonly Shown[] | null {
	const [records, setRecords] = useState<readonly Shown[] | null>(null);
	const changes = [table(kind.name).value, heldItems.value, stuckItems.value];
	useEffect(() => {
		const stop = new AbortController();
		void readAll(kind, from, to).then((found) => stop.signal.aborted || setRecords(found));
		return () => stop.abort();
	}, [kind, from, to, ...changes]);
	return records;
}

async function readAll(kind: Kind, from: number, to: number): Promise<readonly Shown[]> {
	const found: Shown[] = [];
	for await (const page of history(kind, from, to)) found.push(...page);
	return found;
}
