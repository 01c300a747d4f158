/** The person's phones, and new keys for whoever remains when one goes. */

import { deleteDevice, getDevices, getKeys, type KeysView, putEpoch } from "./api";
import { newId } from "./ids";
import { epochKey, newestNumber } from "./keyring";
import { newRoot, type Party, wrapRoot } from "./keys";
import { begin, dropMeta, life, readMeta, writeMeta } from "./local";
import { knowPhone } from "./new-phones";
import { showHandover } from "./pairing";
import { localProblem, Problem } from "./problem";
import type { Phone } from "./session";
import { isVouched, type Self, self, trustedPeople } from "./trust";

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

/** New roots for the spaces that are due. */
export async function finishRotation(): Promise<void> {
	const due = await readMeta("rotate");
	if (!due) return;
	const me = await self();
	const couple = await readMeta("couple");
	const later: string[] = [];
	for (const space_id of due) {
		const ours = space_id === couple?.id;
		if (!ours && space_id !== me.identity.person_id) continue;
		// a partner who is not known here yet would be left without the new root
		const known = !ours || (await trustedPeople(me)).length > 1;
		if (!known || !(await rotate(me, space_id).then(() => true, isTooSoon))) later.push(space_id);
	}
	if (later.length > 0) await writeMeta("rotate", later);
	else await dropMeta("rotate");
}

/** A phone that came back with the phrase waits three days before it may start a root; what else it does goes on. */
function isTooSoon(error: unknown): false {
	if (!(error instanceof Problem) || error.code !== "too_soon") throw error;
	return false;
}

/** A restored server may count fewer epochs than this phone has known; then as many are started as bring it level. */
async function rotate(me: Self, space_id: string): Promise<void> {
	const known = await newestNumber(space_id);
	while ((await startEpoch(me, space_id)) < known);
}

/** A new root for whoever remains; returns its number. Of two phones that do this at once the second does it once more. */
async function startEpoch(me: Self, space_id: string, again = true): Promise<number> {
	try {
		return await startNext(me, space_id);
	} catch (error) {
		if (!again || !(error instanceof Problem) || error.code !== "stale_edit") throw error;
		return startEpoch(me, space_id, false);
	}
}

async function startNext(me: Self, space_id: string): Promise<number> {
	const born = life();
	const keys = await getKeys();
	const number =
		1 + Math.max(0, ...keys.epochs.filter((epoch) => epoch.space_id === space_id).map((epoch) => epoch.number));
	const epoch_id = newId();
	const slot = { spaceId: space_id, epochId: epoch_id };
	const root = await newRoot();
	const wraps = [];
	for (const party of await remaining(me, space_id, keys))
		wraps.push({ device_id: party.device.device_id, wrap: await wrapRoot(me.wrapper, slot, root.raw, party) });
	root.raw.fill(0);
	const own = wraps.find(({ device_id }) => device_id === me.identity.device_id);
	if (!own) throw localProblem("no_key", "This phone is not among the person's phones.");
	await putEpoch(space_id, epoch_id, number, wraps);
	const transaction = await begin(born);
	await transaction
		.objectStore("keys")
		.put({ id: epochKey(space_id, epoch_id), key: root.key, epoch: { space_id, epoch_id, number, wrap: own.wrap } });
	// written by this kernel only, with this shape
	const epochs = (await transaction.objectStore("meta").get("epochs")) as Record<string, string> | undefined;
	await transaction.objectStore("meta").put({ ...epochs, [space_id]: epoch_id }, "epochs");
	await transaction.done;
	return number;
}

/** The phones that may have the new root: the person's own, and in the couple's space the partner's too. */
async function remaining(me: Self, space_id: string, { devices }: KeysView): Promise<Party[]> {
	const people = (await trustedPeople(me)).filter(
		({ person_id }) => space_id !== me.identity.person_id || person_id === me.identity.person_id,
	);
	const parties = people.flatMap((person) =>
		devices.filter(({ person_id }) => person_id === person.person_id).map((device) => ({ person, device })),
	);
	const vouched = await Promise.all(parties.map(isVouched));
	return parties.filter((_, place) => vouched[place]);
}
