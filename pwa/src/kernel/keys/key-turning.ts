/** Starts a space's next root, wrapped to all phones that may have it. */

import { localProblem, Problem } from "../browser/problem";
import { newRoot, type Party, wrapRoot } from "../crypto/keys";
import { getKeys, type KeysView, putEpoch } from "../http/api";
import { newId } from "../store/ids";
import { epochKey, newestNumber } from "../store/keyring";
import { begin, life } from "../store/local";
import { metaIn } from "../store/meta";
import { isVouched, type Self, trustedPeople } from "./trust";

/** How many of each person's phones fit in a request that starts a root. */
export const WRAPS_FOR_EACH = 16;

/** A root of a space, by its id and number. */
export interface Started {
	readonly epoch_id: string;
	readonly number: number;
}

/**
 * Starts a new root. If a restored server counts fewer epochs than this phone has known, starts as many as are missing.
 */
export async function rotate(me: Self, space_id: string): Promise<void> {
	const known = await newestNumber(space_id);
	while ((await startEpoch(me, space_id)).number < known);
}

/**
 * Notes that new roots are due for spaces. Each call counts by itself: what becomes due while a root is being started
 * stays due afterwards, since that root may be wrapped to a phone that was removed meanwhile.
 */
export async function noteDue(spaces: readonly string[]): Promise<void> {
	const transaction = await begin(life());
	await transaction.objectStore("meta").put([...((await metaIn(transaction, "rotate")) ?? []), ...spaces], "rotate");
	await transaction.done;
}

/** Drops the first `times` notes that a new root is due for a space. */
export async function dropDue(space_id: string, times: number): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	let dropped = 0;
	const left = ((await metaIn(transaction, "rotate")) ?? []).filter((id) => id !== space_id || dropped++ >= times);
	await (left.length > 0 ? meta.put(left, "rotate") : meta.delete("rotate"));
	await transaction.done;
}

/** Starts a new root to replace the one in force, which this phone cannot open. Throws Problem. */
export function answerEpoch(me: Self, space_id: string, answers: string): Promise<Started> {
	return startNext(me, space_id, answers);
}

/** Starts a new root. Retries once if another phone has started one at the same time. */
async function startEpoch(me: Self, space_id: string, again = true): Promise<Started> {
	try {
		return await startNext(me, space_id, null);
	} catch (error) {
		if (!again || !(error instanceof Problem) || error.code !== "stale_edit") throw error;
		return startEpoch(me, space_id, false);
	}
}

async function startNext(me: Self, space_id: string, answers: string | null): Promise<Started> {
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
	await putEpoch(space_id, epoch_id, { number, wraps, answers });
	const transaction = await begin(born);
	await transaction
		.objectStore("keys")
		.put({ id: epochKey(space_id, epoch_id), key: root.key, epoch: { space_id, epoch_id, number, wrap: own.wrap } });
	const epochs = await metaIn(transaction, "epochs");
	await transaction.objectStore("meta").put({ ...epochs, [space_id]: epoch_id }, "epochs");
	await transaction.done;
	return { epoch_id, number };
}

/**
 * The phones that get the new root: the person's own, and in the couple's space the partner's too. This one comes
 * first; those that do not fit get it later, as any phone that lacks a root.
 */
async function remaining(me: Self, space_id: string, { devices }: KeysView): Promise<Party[]> {
	const people = (await trustedPeople(me)).filter(
		({ person_id }) => space_id !== me.identity.person_id || person_id === me.identity.person_id,
	);
	const isThis = ({ device_id }: KeysView["devices"][number]) => Number(device_id === me.identity.device_id);
	const first = [...devices].sort((one, other) => isThis(other) - isThis(one));
	const found: Party[] = [];
	for (const person of people) {
		const theirs = first
			.filter(({ person_id }) => person_id === person.person_id)
			.map((device) => ({ person, device }));
		const vouched = await Promise.all(theirs.map(isVouched));
		found.push(...theirs.filter((_, place) => vouched[place]).slice(0, WRAPS_FOR_EACH));
	}
	return found;
}
