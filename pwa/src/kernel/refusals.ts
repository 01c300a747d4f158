/** Putting away what was refused: the record keeps what was seen before, and this phone says no more of the rest. */

import { announce } from "./apply";
import { begin, life } from "./local";
import { isRefused, keyOf } from "./rows";

/** All of it at once, old ones that no screen has loaded included: whoever sends many of them gains nothing. */
export async function putRefusalsAway(): Promise<void> {
	const transaction = await begin(life());
	const records = transaction.objectStore("records");
	const rows = (await records.getAll()).filter(({ problem, put_away }) => isRefused(problem) && !put_away);
	const quiet = rows.map((row) => ({ ...row, put_away: true }));
	for (const row of quiet) await records.put(row);
	await transaction.done;
	announce(quiet.map((row) => ({ key: keyOf(row), row })));
}
