/** Whether you are paused, from IndexedDB alone: for the service worker, which then stays quiet. */

import { local, type RecordRow, type Version } from "../../kernel/store/local";
import { readMeta } from "../../kernel/store/meta";
import { readEnd, readStretch, running } from "./running";

/** Whether the person has a running pause. `now` in epoch milliseconds. */
export async function isPaused(now: number): Promise<boolean> {
	const me = (await readMeta("identity"))?.person_id;
	if (me === undefined) return false;
	const pauses = (await versions("pauses", me)).map(({ id, fields }) => readStretch(id, me, fields));
	const ends = (await versions("pause_ends", me)).map(({ id, fields }) => readEnd(id, me, fields));
	return running(pauses, ends, now) !== null;
}

async function versions(kind: string, author_id: string): Promise<(Version & { readonly id: string })[]> {
	const rows = await (await local()).getAllFromIndex(
		"records",
		"kind",
		IDBKeyRange.bound([kind, ""], [kind, "\uffff"]),
	);
	return rows.flatMap((row) => shownVersion(row)).filter((version) => version.author_id === author_id);
}

function shownVersion({ id, view, mine, removed }: RecordRow): (Version & { readonly id: string })[] {
	const version = removed ? null : (mine ?? view);
	return version ? [{ ...version, id, fields: { ...view?.fields, ...version.fields } }] : [];
}
