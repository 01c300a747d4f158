/** The person's phones, and new roots for the remaining ones after a removal. */

import { deleteDevice, getDevices } from "./api";
import { isRefusal } from "./key-answers";
import { rotate } from "./key-turning";
import { begin, dropMeta, life, metaIn, readMeta, writeMeta } from "./local";
import { knowPhone } from "./new-phones";
import { showHandover } from "./pairing";
import { Problem } from "./problem";
import type { Phone } from "./session";
import { self, trustedPeople } from "./trust";

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
 * ones.
 */
export async function removePhone(id: string): Promise<readonly Phone[]> {
	const { identity } = await self();
	const couple = await readMeta("couple");
	await writeMeta("rotate", [identity.person_id, ...(couple ? [couple.id] : [])]);
	await deleteDevice(id);
	await knowPhone(id);
	await finishRotation();
	return listPhones();
}

let turning: Promise<void> = Promise.resolve();

/**
 * Starts new roots for the spaces that are due. Calls run one after another, so that a second one finds nothing due.
 * What the server refuses now stays due, and does not stop the others.
 */
export function finishRotation(): Promise<void> {
	// a failure of the call before was already thrown to its caller
	turning = turning.catch(() => undefined).then(turnDue);
	return turning;
}

async function turnDue(): Promise<void> {
	const due = await readMeta("rotate");
	if (!due) return;
	const me = await self();
	const couple = await readMeta("couple");
	for (const space_id of due) {
		const ours = space_id === couple?.id;
		const isHere = ours || space_id === me.identity.person_id;
		// a partner whose key is not known here yet would not get the new root
		if (ours && (await trustedPeople(me)).length < 2) continue;
		if (!isHere || (await rotate(me, space_id).then(() => true, isNotNow))) await dropDue(space_id);
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

async function dropDue(space_id: string): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	const left = ((await metaIn(transaction, "rotate")) ?? []).filter((id) => id !== space_id);
	await (left.length > 0 ? meta.put(left, "rotate") : meta.delete("rotate"));
	await transaction.done;
}
