/** The person's phones, and new keys for whoever remains when one goes. */

import { deleteDevice, getDevices } from "./api";
import { isRefusal } from "./key-answers";
import { rotate } from "./key-turning";
import { begin, dropMeta, life, readMeta, writeMeta } from "./local";
import type { Meta } from "./meta";
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

/** The phone that was let in from here and of which the person has not put the news away. */
async function lastLetIn(): Promise<string | null> {
	const row = await readMeta("handover");
	const isNews = row?.purpose === "device" && row.role === "offerer" && row.step === "done";
	return isNews ? (row.taking?.device_id ?? null) : null;
}

/** Ends a phone, then starts new roots; what is missing of that after a lost connection is done at the next launch. */
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
 * New roots for the spaces that are due, one call after the other: the second finds nothing due. What the server does not
 * take now stays due, and stops nothing else.
 */
export function finishRotation(): Promise<void> {
	// whether the call before this one failed was told to who made it
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
		// a partner who is not known here yet would be left without the new root
		if (ours && (await trustedPeople(me)).length < 2) continue;
		if (!isHere || (await rotate(me, space_id).then(() => true, isNotNow))) await dropDue(space_id);
	}
}

/** Such as a phone that came back with the phrase, which waits three days, or one that did it many times today. */
function isNotNow(error: unknown): false {
	if (!(error instanceof Problem) || !isRefusal(error)) throw error;
	return false;
}

async function dropDue(space_id: string): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	// key-sync.ts writes it too, with this shape
	const left = (((await meta.get("rotate")) as Meta["rotate"] | undefined) ?? []).filter((id) => id !== space_id);
	await (left.length > 0 ? meta.put(left, "rotate") : meta.delete("rotate"));
	await transaction.done;
}
