/** Starts the new roots that are due. */

import { Problem } from "../browser/problem";
import { readMeta } from "../store/meta";
import { isRefusal } from "./key-answers";
import { dropDue, rotate } from "./key-turning";
import { self, trustedPeople } from "./trust";

let turning: Promise<void> = Promise.resolve();

/**
 * Starts new roots for the spaces that are due. Calls run one after another, those of other tabs too, so that a second
 * one finds nothing due. What the server refuses now stays due, and does not stop the others.
 */
export function finishRotation(): Promise<void> {
	// a failure of the call before was already thrown to its caller
	turning = turning.catch(() => undefined).then(oneTabAtATime);
	return turning;
}

async function oneTabAtATime(): Promise<void> {
	await (navigator.locks ? navigator.locks.request("twofold-new-roots", turnDue) : turnDue());
}

async function turnDue(): Promise<void> {
	const due = await readMeta("rotate");
	if (!due) return;
	const me = await self();
	const couple = await readMeta("couple");
	for (const space_id of new Set(due)) {
		const ours = space_id === couple?.id;
		const isHere = ours || space_id === me.identity.person_id;
		// a partner whose key is not known here yet would not get the new root
		if (ours && (await trustedPeople(me)).length < 2) continue;
		if (!isHere || (await rotate(me, space_id).then(() => true, isNotNow)))
			await dropDue(space_id, due.filter((id) => id === space_id).length);
	}
}

/**
 * Returns false if the server refuses for now: a phone that signed in with the recovery words must wait three days, and
 * new roots are rate limited.
 */
function isNotNow(error: unknown): false {
	if (!(error instanceof Problem) || !isRefusal(error)) throw error;
	return false;
}
