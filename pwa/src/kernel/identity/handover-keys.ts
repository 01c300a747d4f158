/** The keys that a handover passes on: a new couple's first root, or all of a person's roots. */

import { localProblem } from "../browser/problem";
import type { Offer, Taking } from "../crypto/handover";
import {
	newRoot,
	openSigningKey,
	type Party,
	type PublicDevice,
	rewrapRoot,
	type SpaceWrap,
	senderOf,
	signDevice,
	unwrapRoot,
	verifyDevice,
	wrapRoot,
} from "../crypto/keys";
import { type EpochView, getKeys, type KeysView } from "../http/api";
import { firstRoots } from "../keys/first-roots";
import { receiveRoot } from "../keys/key-sync";
import { WRAPS_FOR_EACH } from "../keys/key-turning";
import { isVouched, type Self, selfOf } from "../keys/trust";
import type { Becoming, Confirmation } from "../store/handover-state";
import { newId } from "../store/ids";
import { epochKey } from "../store/keyring";
import type { KeyRow } from "../store/local";
import { becomePerson, coupleToJoin } from "./identity";

/**
 * The couple's id and first root, wrapped to this phone, to the person's other phones and to the phone that took the
 * code.
 */
export async function coupleConfirmation(
	me: Self,
	taking: Taking,
): Promise<{ readonly body: Confirmation; readonly root: KeyRow }> {
	const [space_id, epoch_id] = [newId(), newId()];
	const root = await newRoot();
	const wraps = [];
	for (const party of [me.party, ...(await ownOthers(me)), partnerOf(taking)]) {
		const wrap = await wrapRoot(me.wrapper, { spaceId: space_id, epochId: epoch_id }, root.raw, party);
		wraps.push({ device_id: party.device.device_id, wrap });
	}
	root.raw.fill(0);
	const [own] = wraps;
	if (!own) throw localProblem("no_key", "This phone has lost its keys.");
	const row = {
		id: epochKey(space_id, epoch_id),
		key: root.key,
		epoch: { space_id, epoch_id, number: 1, wrap: own.wrap },
	};
	return { body: { couple_id: space_id, epoch: { id: epoch_id, wraps } }, root: row };
}

/** The person's signature of the new phone's key, and the roots that the phone needs first, wrapped to it. */
export async function deviceConfirmation(me: Self, taking: Taking): Promise<Confirmation> {
	const { person } = me.party;
	const device = { person_id: person.person_id, device_id: taking.device_id, key: taking.device_key };
	const signature = await signDevice(me.wrapper.signingKey, device);
	const to: Party = { person, device: { ...device, signature } };
	const wraps: SpaceWrap[] = [];
	for (const { space_id, epoch_id, wrap } of await firstRoots()) {
		wraps.push({
			space_id,
			epoch_id,
			wrap: await rewrapRoot(me.wrapper, { spaceId: space_id, epochId: epoch_id }, wrap, me.party, to),
		});
	}
	return { device_signature: signature, wraps };
}

/**
 * On a new phone that was added: receives the person's keys and takes on their identity. Throws SealingError if a key
 * does not verify.
 */
export async function becomeOwn({ device_id, device_key, private_key }: Becoming, offer: Offer): Promise<void> {
	const keys = await getKeys();
	const person = { person_id: offer.person_id, signing_key: offer.signing_key };
	const device = keys.devices.find((one) => one.device_id === device_id);
	if (!device || device.key !== device_key) throw localProblem("no_key", "This phone was not let in.");
	await verifyDevice({ person, device });
	const signingKey = await signingKeyFor(keys, person, { deviceId: device_id, privateKey: private_key });
	const identity = {
		person_id: person.person_id,
		device_id,
		signing_key: person.signing_key,
		device_key,
		device_signature: device.signature,
	};
	const rows = await allRoots(selfOf(identity, private_key, signingKey), keys);
	const own = [
		{ id: "device", key: private_key },
		{ id: "signing", key: signingKey },
	];
	await becomePerson(identity, [...own, ...rows], currentEpochs(keys.epochs, rows), await coupleToJoin());
}

async function signingKeyFor(
	keys: KeysView,
	person: Party["person"],
	me: { readonly deviceId: string; readonly privateKey: CryptoKey },
): Promise<CryptoKey> {
	const { signing_key_sealed } = keys;
	const epoch = keys.epochs.find(({ epoch_id }) => epoch_id === signing_key_sealed.k);
	if (!epoch?.wrap) throw localProblem("no_key", "The first phone has not sent its keys.");
	const slot = { spaceId: person.person_id, epochId: epoch.epoch_id };
	const root = await unwrapRoot(me, slot, epoch.wrap, senderOf(epoch.wrap, [person], keys.devices));
	return openSigningKey(root, person, signing_key_sealed);
}

async function allRoots(me: Self, { epochs, devices }: KeysView): Promise<KeyRow[]> {
	const rows: KeyRow[] = [];
	for (const epoch of epochs) {
		const { wrap } = epoch;
		// roots from the partner's phone are received once the partner is known here
		if (wrap?.by_person !== me.identity.person_id) continue;
		rows.push(await receiveRoot(me, { ...epoch, wrap }, senderOf(wrap, [me.party.person], devices)));
	}
	return rows;
}

function currentEpochs(epochs: readonly EpochView[], rows: readonly KeyRow[]): Record<string, string> {
	const held = new Set(rows.map(({ epoch }) => epoch?.epoch_id));
	return Object.fromEntries(
		epochs
			.filter(({ current, epoch_id }) => current && held.has(epoch_id))
			.map(({ space_id, epoch_id }) => [space_id, epoch_id]),
	);
}

/** The person's other phones, without those that the person has not signed. */
async function ownOthers(me: Self): Promise<Party[]> {
	const { person } = me.party;
	const { devices } = await getKeys();
	const others = devices.filter(
		({ person_id, device_id }) => person_id === person.person_id && device_id !== me.identity.device_id,
	);
	const vouched = await Promise.all(others.map((device) => isVouched({ person, device })));
	const found = others.filter((_, place) => vouched[place]).slice(0, WRAPS_FOR_EACH - 1);
	return found.map((device) => ({ person, device }));
}

function partnerOf({ person_id, signing_key, device_id, device_key, device_signature }: Taking): Party {
	if (!person_id || !signing_key || !device_signature) throw localProblem("tampered", "Nobody took this code.");
	const device: PublicDevice = { person_id, device_id, key: device_key, signature: device_signature };
	return { person: { person_id, signing_key }, device };
}
