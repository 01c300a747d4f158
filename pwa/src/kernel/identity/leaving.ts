/** Leaving: ends the couple for both at once, without an approval or a wait. */

import { asProblem, Problem } from "../browser/problem";
import { putLeaving } from "../http/api";
import { begin, life } from "../store/local";
import { dropMeta, readMeta } from "../store/meta";
import { sessionChanged } from "../store/read-session";
import { session, showParted } from "../store/session";
import { storedOrSent } from "../sync/by-network";
import { sendOwn } from "../sync/held";

/**
 * Ends the couple for both; on this phone at once, even offline. Throws Problem `not_sent` if it can be neither stored
 * nor sent.
 */
export async function leave(): Promise<void> {
	// from the session, since storage that fails may not be readable either
	const couple = session.value.state === "ready" && session.value.couple;
	if (!couple) return;
	// what was deleted a moment ago must be deleted for the partner too
	void sendOwn();
	await storedOrSent(
		() => leaveHere(couple.id),
		() => leaveNow(couple.id),
	);
}

async function leaveHere(couple_id: string): Promise<void> {
	const transaction = await begin(life());
	await transaction.objectStore("meta").put(couple_id, "leaving");
	await transaction.objectStore("meta").delete("couple");
	await transaction.done;
	await sessionChanged();
	try {
		await finishLeaving();
	} catch (error) {
		asProblem(error);
	}
}

/** If nothing can be stored: this page shows the end, and later ones hear it from the server. */
async function leaveNow(couple_id: string): Promise<void> {
	await tellLeaving(couple_id);
	showParted(couple_id);
}

/**
 * Tells the server of a leaving that it may not have received; idempotent. Throws Problem if it still cannot be told.
 */
export async function finishLeaving(): Promise<void> {
	const left = await readMeta("leaving");
	if (left === undefined) return;
	await tellLeaving(left);
	await dropMeta("leaving");
	await sessionChanged();
}

async function tellLeaving(couple_id: string): Promise<void> {
	try {
		await putLeaving(couple_id);
	} catch (error) {
		// no longer this person's couple
		if (!(error instanceof Problem) || error.status !== 404) throw error;
	}
}
