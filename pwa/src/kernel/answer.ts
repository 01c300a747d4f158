/** An answer given on the lock screen: kept in the outbox first, then sent right away; the app sends it again if that failed. */

import { type RecordKey, tell } from "./channel";
import { begin, life, local, type OutboxItem, readMeta } from "./local";
import type { Notice } from "./notice";
import { kindOf, type Reply } from "./practice";
import { apiRequest } from "./request";
import { newRow } from "./rows";

/** Snooze, on my way, take it back. Resolves when it is safe, whether it was sent or not. */
export async function answer(notice: Notice, said: string): Promise<void> {
	const reply = kindOf(notice.record_kind)?.reply?.(notice, said);
	if (!reply) return;
	const item = itemFor(notice.space_id, reply);
	const seq = await keep(item, reply);
	if (!(await isTaken(item))) return;
	await (await local()).delete("outbox", seq);
	tell({ type: "outbox" });
}

/** The request, and what it looks like in the app until the server answers. */
async function keep(item: OutboxItem, { kind, id, shows }: Reply): Promise<number> {
	const key: RecordKey = [item.space_id, kind, id];
	const author_id = (await readMeta("identity"))?.person_id ?? null;
	const transaction = await begin(life());
	if (shows) {
		const row = (await transaction.objectStore("records").get([...key])) ?? newRow(key);
		const mine = { edit: 0, author_id, sealed_by: null, fields: shows, words: null, w: null };
		await transaction.objectStore("records").put({ ...row, mine });
	}
	const seq = await transaction.objectStore("outbox").add(item);
	await transaction.done;
	if (shows) tell({ type: "records", keys: [key] });
	tell({ type: "outbox" });
	return seq;
}

function itemFor(space_id: string, { kind, id, path, body }: Reply): OutboxItem {
	return {
		space_id,
		kind,
		record_id: id,
		lane: `${space_id}/${kind}/${id}`,
		method: "PUT",
		path,
		body: JSON.stringify({ space_id, ...body }),
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
