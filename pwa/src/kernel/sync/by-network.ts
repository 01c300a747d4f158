/**
 * What stops something, such as a withdrawal or a pause, must not depend on this phone's storage. If it cannot be
 * stored, it is sent at once and shown until the page closes; then the feed brings it.
 */

import { ifStored } from "../browser/if-stored";
import { asProblem, isStorageFailure, localProblem, Problem } from "../browser/problem";
import { exchange } from "../http/http";
import { announce } from "../store/apply";
import type { RecordKey } from "../store/channel";
import { type OutboxItem, withLocal } from "../store/local";
import type { Kind } from "../store/practice";
import { laneOf } from "../store/queue";
import { newRow } from "../store/rows";
import { nounBody, shownAs } from "./nouns";
import type { Note } from "./to-write";

/** Stores it, to be sent from the outbox; if that fails, sends it now. Throws Problem `not_sent` if both fail. */
export async function storedOrSent(store: () => Promise<void>, send: () => Promise<void>): Promise<void> {
	try {
		await store();
	} catch (error) {
		if (!isStorageFailure(error)) throw error;
		await send().catch((unsent) => {
			throw asProblem(unsent).code === "offline" ? localProblem("not_sent", "Neither stored nor sent.") : unsent;
		});
	}
}

/** Sends a noun now, after the waiting requests of its parent. Throws Problem. */
export async function sendNoun(kind: Kind, what: Note): Promise<void> {
	const { id, space_id, parent } = what;
	if (parent) await sendWaiting(laneOf(space_id, parent.kind.name, parent.id));
	await exchange("PUT", what.path, nounBody(what));
	const key: RecordKey = [space_id, kind.name, id];
	const view = shownAs(kind, what);
	if (view) announce([{ key, row: { ...newRow(key), view } }]);
}

/** Deletes a record on the server now. Throws Problem. */
export async function sendRemoval(kind: Kind, space_id: string, id: string): Promise<void> {
	const key: RecordKey = [space_id, kind.name, id];
	await sendWaiting(laneOf(...key));
	await exchange("DELETE", kind.path(id), null);
	announce([{ key, row: null }]);
}

/**
 * Sends a record's waiting requests, so that the server knows the record. Throws Problem if the server cannot be
 * reached.
 */
async function sendWaiting(lane: string): Promise<void> {
	const items: OutboxItem[] = [];
	await ifStored(async () => items.push(...(await withLocal((db) => db.getAllFromIndex("outbox", "lane", lane)))));
	for (const { method, path, body, stuck } of items)
		if (!stuck) await exchange(method, path, body).catch(unlessRefused);
}

/** A refused request made nothing that would have to be ended. */
function unlessRefused(error: unknown): void {
	if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) throw error;
}
