/** Deletes what another account left on this phone, before somebody else signs in or starts here. */

import { localProblem } from "../browser/problem";
import { waysBack } from "../keys/way-back";
import { withLocal } from "../store/local";
import { readMeta } from "../store/meta";
import { draftRows } from "../store/rows";
import { wipe } from "./sign-out";

/**
 * Wipes this phone if it belongs to an account other than `person_id`; null stands for an account that is not made yet.
 * Throws Problem `words_here`, and deletes nothing, if that would lose words and the person has not `agreed` to it.
 */
export async function makeRoomFor(person_id: string | null, agreed: boolean): Promise<void> {
	const identity = await readMeta("identity");
	if (!identity || identity.person_id === person_id) return;
	if (!agreed && (await losesWords()))
		throw localProblem("words_here", "This phone still has words of another account.");
	await wipe();
}

/** Whether only this phone has some words: unsent requests, drafts, or private words that nothing else is known to open. */
async function losesWords(): Promise<boolean> {
	const [unsent, drafts, records] = await withLocal((db) =>
		Promise.all([db.count("outbox"), db.count("meta", draftRows()), db.count("records")]),
	);
	if (unsent + drafts > 0) return true;
	const { words, phone } = await waysBack();
	return records > 0 && !words && !phone;
}
