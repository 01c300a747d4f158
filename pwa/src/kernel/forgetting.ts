/** What this phone forgets by itself: it may be away for longer than the server says that something is gone. */

import { take } from "./apply";
import { serverNow } from "./clock";
import { dropOldDrafts } from "./draft-writing";
import { life, local } from "./local";
import { allKinds } from "./practice";

/**
 * Drops what a kind keeps no longer, with what hangs on it, and old drafts. What was written here and waits to be sent stays. Call it
 * when the server was heard: by the phone's own clock alone nothing is dropped.
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
