/** Leaving: the couple ends for both at once, with no approval and no wait. */

import { putLeaving } from "./api";
import { storedOrSent } from "./by-network";
import { sendOwn } from "./held";
import { dropMeta, readMeta, writeMeta } from "./local";
import { asProblem, Problem } from "./problem";
import { session, showParted } from "./session";
import { sessionChanged } from "./session-changed";

/** Ends the couple for both, at once: on this phone also without a connection. Throws Problem `not_sent` where it can be neither stored nor sent. */
export async function leave(): Promise<void> {
	// as it is on the screen: a store that fails may not be read either
	const couple = session.value.state === "ready" && session.value.couple;
	if (!couple) return;
	// what was deleted a moment ago must not stay with the other
	void sendOwn();
	await storedOrSent(
		() => leaveHere(couple.id),
		() => leaveNow(couple.id),
	);
}

async function leaveHere(couple_id: string): Promise<void> {
	await writeMeta("leaving", couple_id);
	await dropMeta("couple");
	await sessionChanged();
	try {
		await finishLeaving();
	} catch (error) {
		asProblem(error);
	}
}

/** Where nothing can be stored: this page knows of it, and later ones hear it from the server. */
async function leaveNow(couple_id: string): Promise<void> {
	await tellLeaving(couple_id);
	showParted(couple_id);
}

/** Tells the server of a leaving that it may not have heard of. Throws Problem where it still cannot be told. */
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
		// somebody else's by now, or nobody's
		if (!(error instanceof Problem) || error.status !== 404) throw error;
	}
}
