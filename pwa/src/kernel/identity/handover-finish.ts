/** What this phone stores once both phones have confirmed a handover. */

import { syncKeys } from "../keys/key-sync";
import type { HandoverRow } from "../store/handover-state";
import { begin, life } from "../store/local";
import { metaIn, readMeta, writeMeta } from "../store/meta";
import { sessionChanged } from "../store/read-session";
import { askForNews } from "../sync/running";
import { becomeOwn } from "./handover-keys";
import { keep } from "./handover-row";
import { checkSession } from "./identity";

/**
 * Stores the keys after both have confirmed. Idempotent: until everything is stored, the handover stays open and this
 * runs again.
 */
export async function finish(): Promise<void> {
	const row = await readMeta("handover");
	// another tab or step may have finished it already, and the person may have closed it
	if (!row || row.step === "done") return;
	// the server's word that both agreed counts only if the person agreed on this phone
	if (!row.agreed) return;
	if (row.becoming) await becomeOwn(row.becoming, row.offer);
	if (row.confirmation) await keepRoot(row.confirmation);
	if (row.purpose === "seat") await keepMet(row);
	await checkSession();
	if (row.purpose === "pair") await syncKeys();
	const { becoming: _keys, confirmation: _root, nonce: _told, ...done } = row;
	await keep({ ...done, step: "done", secret: "" });
	await navigator.storage?.persist?.();
	await sessionChanged();
	askForNews();
}

async function keepRoot({ root }: NonNullable<HandoverRow["confirmation"]>): Promise<void> {
	if (!root.epoch) return;
	const transaction = await begin(life());
	await transaction.objectStore("keys").put(root);
	const epochs = await metaIn(transaction, "epochs");
	await transaction.objectStore("meta").put({ [root.epoch.space_id]: root.epoch.epoch_id, ...epochs }, "epochs");
	await transaction.done;
}

/** Remembers whom this phone has met, for when the seat passes. */
async function keepMet({ role, offer: offered, taking }: HandoverRow): Promise<void> {
	const met = role === "offerer" ? taking : offered;
	if (!met?.person_id || !met.signing_key) return;
	await writeMeta("met", { person_id: met.person_id, signing_key: met.signing_key });
}
