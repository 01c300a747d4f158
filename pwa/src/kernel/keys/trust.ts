/**
 * Whom this phone trusts: its person and the partner, by signing keys that come from them and never from the server.
 */

import { localProblem } from "../browser/problem";
import { type Party, type PublicPerson, verifyDevice, type Wrapper } from "../crypto/keys";
import type { Words } from "../crypto/seal";
import { ownKey } from "../store/keyring";
import { begin, life, local, type RecordRow } from "../store/local";
import { type Couple, type Identity, readMeta } from "../store/meta";
import { allKinds, type Kind } from "../store/practice";

/** This phone as a sender and as a receiver of roots. */
export interface Self {
	readonly identity: Identity;
	readonly wrapper: Wrapper;
	readonly party: Party;
}

/** Throws Problem `no_key` if this phone has lost its keys. */
export async function self(): Promise<Self> {
	const identity = await readMeta("identity");
	if (!identity) throw localProblem("no_key", "This phone has lost its keys.");
	return selfOf(identity, await ownKey("device"), await ownKey("signing"));
}

export function selfOf(identity: Identity, privateKey: CryptoKey, signingKey: CryptoKey): Self {
	const { person_id, device_id, signing_key, device_key: key, device_signature: signature } = identity;
	const wrapper = { personId: person_id, deviceId: device_id, privateKey, signingKey };
	return {
		identity,
		wrapper,
		party: { person: { person_id, signing_key }, device: { person_id, device_id, key, signature } },
	};
}

export async function trustedPeople({ identity }: Pick<Self, "identity">): Promise<readonly PublicPerson[]> {
	const me = { person_id: identity.person_id, signing_key: identity.signing_key };
	const couple = await readMeta("couple");
	const signing_key = couple && (couple.partner_signing_key ?? (await pinFromWords(couple, identity)));
	return couple && signing_key ? [me, { person_id: couple.partner_id, signing_key }] : [me];
}

/** The kinds whose record in the own space has the partner's signing key, with that record. */
export async function partnerRecords(
	person_id: string,
): Promise<readonly { kind: Kind; row: RecordRow | undefined }[]> {
	const db = await local();
	const kinds = allKinds().filter(({ keepsPartner }) => keepsPartner);
	return Promise.all(
		kinds.map(async (kind) => ({ kind, row: await db.get("records", [person_id, kind.name, person_id]) })),
	);
}

/** The partner in the person's own words, or null. */
export function partnerIn(words: Words | null | undefined): PublicPerson | null {
	const partner = words?.partner;
	if (typeof partner !== "object" || partner === null || !("signing_key" in partner)) return null;
	const { person_id, signing_key } = partner;
	return typeof person_id === "string" && typeof signing_key === "string" ? { person_id, signing_key } : null;
}

/**
 * On a phone that did not pair: pins the key in the words of the phone that did. They are sealed under the own root,
 * which only the person's phones hand on, so neither the server nor anybody else can have written them.
 */
async function pinFromWords(couple: Couple, { person_id }: Identity): Promise<string | null> {
	const born = life();
	for (const { row } of await partnerRecords(person_id)) {
		const told = partnerIn(row?.view?.words);
		if (told?.person_id !== couple.partner_id) continue;
		const transaction = await begin(born);
		await transaction.objectStore("meta").put({ ...couple, partner_signing_key: told.signing_key }, "couple");
		await transaction.done;
		return told.signing_key;
	}
	return null;
}

/** Whether the party's person has signed its phone's key. */
export function isVouched(party: Party): Promise<boolean> {
	return verifyDevice(party).then(
		() => true,
		() => false,
	);
}
