/** The person's phones, and new roots for the remaining ones after a removal. */

import { deleteDevice, getDevices } from "../http/api";
import { finishRotation } from "../keys/due-roots";
import { noteDue } from "../keys/key-turning";
import { knowPhone } from "../keys/new-phones";
import { self } from "../keys/trust";
import { dropMeta, type Phone, readMeta } from "../store/meta";
import { showHandover } from "./handover-shown";

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
