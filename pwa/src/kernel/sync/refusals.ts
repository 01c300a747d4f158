/** Dismisses refused records: each keeps its last accepted version, and this phone no longer mentions the refusal. */

import { announce } from "../store/apply";
import { begin, life } from "../store/local";
import { isRefused, keyOf } from "../store/rows";

/** Dismisses all at once, including old ones that no screen has loaded, so that sending many of them has no effect. */
export async function putRefusalsAway(): Promise<void> {
	const transaction = await begin(life());
	const records = transaction.objectStore("records");
	const rows = (await records.getAll()).filter(({ problem, put_away }) => isRefused(problem) && !put_away);
	const quiet = rows.map((row) => ({ ...row, put_away: true }));
	for (const row of quiet) await records.put(row);
	await transaction.done;
	announce(quiet.map((row) => ({ key: keyOf(row), row })));
}
