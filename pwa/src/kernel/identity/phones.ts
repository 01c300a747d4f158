/** The person's phones, and new roots for the remaining ones after a removal. */

import { Problem } from "../browser/problem";
import { deleteDevice, getDevices } from "../http/api";
import { isRefusal } from "../keys/key-answers";
import { dropDue, noteDue, rotate } from "../keys/key-turning";
import { knowPhone } from "../keys/new-phones";
import { self, trustedPeople } from "../keys/trust";
import type { Phone } from "../store/meta";
import { dropMeta, readMeta } from "../store/meta";
import { showHandover } from "./pairing";

export async function listPhones(): Promise<readonly Phone[]> {
	const letIn = await lastLetIn();
	const listed = await getDevices();
	if (letIn && !listed.some(({ id }) => id === letIn) && (await lastLetIn()) === letIn) {
		await dropMeta("handover");
		showHandover(null);
	}
	return listed;
}

/** The phone that was added from here, if the person has not dismissed that news. */
async function lastLetIn(): Promise<string | null> {
	const row = await readMeta("handover");
	const isNews = row?.purpose === "device" && row.role === "offerer" && row.step === "done";
	return isNews ? (row.taking?.device_id ?? null) : null;
}

/**
 * Removes a phone, then starts new roots. If the connection is lost in between, the next launch starts the missing
 * ones. They are due again once the phone is removed: another tab may have started some just before, for that phone too.
 */
export async function removePhone(id: string): Promise<readonly Phone[]> {
	const { identity } = await self();
	const couple = await readMeta("couple");
	const spaces = [identity.person_id, ...(couple ? [couple.id] : [])];
	await noteDue(spaces);
	await deleteDevice(id);
	await noteDue(spaces);
	await knowPhone(id);
	await finishRotation();
	return listPhones();
}

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
