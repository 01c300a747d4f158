/** Writes at once or not at all, for what nobody should say without seeing that it arrived: a yes. */

import { ifStored } from "../browser/if-stored";
import { offline, Problem } from "../browser/problem";
import { exchange } from "../http/http";
import { syncKeys } from "../keys/key-sync";
import { take } from "../store/apply";
import { type Fields, life } from "../store/local";
import { openView } from "../store/open";
import type { Kind } from "../store/practice";
import { sealedBody } from "../store/sealed-body";
import { ready } from "../store/session";
import type { Save } from "./to-write";

/**
 * Resolves once the server has it and it is shown. If it cannot be stored, it is shown until the page closes. Throws
 * Problem.
 */
export async function saveNow(kind: Kind, what: Save): Promise<void> {
	if (navigator.onLine === false) throw offline();
	const born = life();
	const view = await openView(kind.name, await putOnce(kind, what));
	if (view) await ifStored(() => take({ born, incoming: [view], gone: [] }));
}

/** Seals again and retries once, if the key has changed meanwhile. */
async function putOnce(kind: Kind, what: Save, again = true): Promise<Fields> {
	const plain = { fields: what.fields, words: what.words ?? null };
	const { text } = await sealedBody(kind, { ...what, edit: 1, sealed_by: ready().person_id, plain });
	try {
		// the API answers such a PUT with the record's view
		return (await exchange("PUT", kind.path(what.id), text)) as Fields;
	} catch (error) {
		if (!again || !(error instanceof Problem) || error.code !== "old_key") throw error;
		await syncKeys();
		return putOnce(kind, what, false);
	}
}
