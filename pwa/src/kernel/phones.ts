/** The person's phones, and new keys for whoever remains when one goes. */

import { deleteDevice, getDevices, getKeys, type KeysView, putEpoch } from "./api";
import { newId } from "./ids";
import { epochKey } from "./keyring";
import { newRoot, type Party, wrapRoot } from "./keys";
import { begin, dropMeta, life, readMeta, writeMeta } from "./local";
import { localProblem } from "./problem";
import type { Phone } from "./session";
import { isVouched, type Self, self, trustedPeople } from "./trust";

export async function listPhones(): Promise<readonly Phone[]> {
	return getDevices();
}

/** Ends a phone, then starts new roots; what is missing of that after a lost connection is done at the next launch. */
export async function removePhone(id: string): Promise<readonly Phone[]> {
	await writeMeta("rotate", true);
	await deleteDevice(id);
	await finishRotation();
	return listPhones();
}

/** New roots for the own space and the couple's, if a removed phone still asks for them. */
export async function finishRotation(): Promise<void> {
	if (!(await readMeta("rotate"))) return;
	const me = await self();
	const couple = await readMeta("couple");
	for (const space_id of [me.identity.person_id, ...(couple ? [couple.id] : [])]) await rotate(me, space_id);
	await dropMeta("rotate");
}

async function rotate(me: Self, space_id: string): Promise<void> {
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
