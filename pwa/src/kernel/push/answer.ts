/**
 * Answers given on a notice: stored in the outbox, then sent right away. If that fails, the app sends them later; what the
 * server refuses the app shows.
 */

import { isStorageFailure, localProblem } from "../browser/problem";
import { wallNow } from "../browser/wall";
import { problemOf } from "../http/http";
import { apiRequest } from "../http/request";
import { type RecordKey, tell } from "../store/channel";
import { begin, life, type OutboxItem, withLocal } from "../store/local";
import { readMeta } from "../store/meta";
import { kindOf, type Notice, type Reply } from "../store/practice";
import { newRow } from "../store/rows";
import { type Outcome, outcomeOf } from "../sync/order";

/**
 * Sends one of a notice's actions, such as snooze or on my way. Resolves once it is sent, or stored to be sent later;
 * throws Problem `not_sent`, also if the server refuses it.
 */
export async function answer(notice: Notice, said: string): Promise<void> {
	const reply = kindOf(notice.record_kind)?.reply?.(notice, said);
	if (!reply) return;
	const item = itemFor(notice.space_id, reply);
	// if nothing can be stored, it is still sent
	const seq = await keep(item, reply).catch(unlessFull);
	const outcome = await send(item);
	const waits = seq !== null && outcome !== "needs_you";
	if (outcome !== "done" && !waits) throw localProblem("not_sent", "Refused, or neither stored nor sent.");
	if (seq === null || outcome !== "done") return;
	await withLocal((db) => db.delete("outbox", seq));
	tell({ type: "outbox" });
}

function unlessFull(error: unknown): null {
	if (!isStorageFailure(error)) throw error;
	return null;
}

/** Stores the request, and how the app shows the record until the server answers. */
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
		at: wallNow(),
	};
}

/** Undecided if something other than the API answers. */
async function send({ method, path, body }: OutboxItem): Promise<Outcome> {
	try {
		const response = await fetch(apiRequest(method, path, body));
		if (!response.ok) return outcomeOf(method, await problemOf(response));
		if (response.status !== 204) await response.json();
		return "done";
	} catch {
		return "again";
	}
}
