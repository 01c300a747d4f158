/** An answer given on the lock screen: kept in the outbox first, then sent right away; the app sends it again if that failed. */

import { tell } from "./channel";
import { newId } from "./ids";
import { local, type OutboxItem } from "./local";
import type { Notice } from "./notice";
import { apiRequest } from "./request";

/** Snooze, on my way, not tonight. Resolves when it is safe, whether it was sent or not. */
export async function answer(notice: Notice, said: string): Promise<void> {
	if (notice.original === undefined) return;
	const item = itemFor(notice, notice.original, said);
	const seq = await (await local()).add("outbox", item);
	tell({ type: "outbox" });
	if (!(await isTaken(item))) return;
	await (await local()).delete("outbox", seq);
	tell({ type: "outbox" });
}

function itemFor({ space_id, record_id: ritual_id }: Notice, original: string, said: string): OutboxItem {
	const id = newId();
	const place = { space_id, kind: "ritual_answers", record_id: id, lane: `${space_id}/ritual_answers/${id}` };
	const path = `/rituals/${ritual_id}/occurrences/${original}/answers/${id}`;
	const body = JSON.stringify({ space_id, answer: said });
	return {
		...place,
		method: "PUT",
		path,
		body,
		parent: null,
		strict: false,
		urgent: true,
		edit: null,
		epoch: null,
		plain: null,
		tried: true,
		stuck: null,
		at: Date.now(),
	};
}

/** A refusal is left to the app, which shows it. */
async function isTaken({ path, body }: OutboxItem): Promise<boolean> {
	try {
		return (await fetch(apiRequest("PUT", path, body))).ok;
	} catch {
		return false;
	}
}
