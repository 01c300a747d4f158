/** Deletes what has expired on this phone, which may have been away for longer than the server keeps tombstones. */

import { dropOldDrafts } from "../drafts/draft-writing";
import { take } from "../store/apply";
import { serverNow } from "../store/clock";
import { life, local } from "../store/local";
import { allKinds } from "../store/practice";

/**
 * Deletes records past their kind's `keptUntil`, with their parts, and old drafts. Keeps what waits to be sent. Call it
 * only after the server has told the time: nothing is deleted by the phone's own clock alone.
 */
export async function forgetOver(now = serverNow()): Promise<void> {
	const born = life();
	dropOldDrafts(now);
	const db = await local();
	const kinds = allKinds().filter(({ keptUntil }) => keptUntil);
	const over = await Promise.all(
		kinds.map(async ({ name, keptUntil }) => {
			const rows = await db.getAllFromIndex("records", "kind", IDBKeyRange.bound([name], [name, "\uffff"]));
			return rows.filter(({ view, waiting }) => {
				const fields = view?.fields ?? waiting;
				return fields && (keptUntil?.(fields) ?? now) < now;
			});
		}),
	);
	const gone = over.flat();
	if (gone.length > 0) await take({ born, incoming: [], gone });
}
