/** Whom this phone trusts: its person and the partner, by signing keys it learnt from themselves and never from the server. */

import { ownKey } from "./keyring";
import { type Party, type PublicPerson, verifyDevice, type Wrapper } from "./keys";
import { begin, life, local, type RecordRow, readMeta } from "./local";
import type { Couple, Identity } from "./meta";
import { allKinds, type Kind } from "./practice";
import { localProblem } from "./problem";
import type { Words } from "./seal";

/** This phone, as others vouch for it and as it vouches for others. */
export interface Self {
	readonly identity: Identity;
	readonly wrapper: Wrapper;
	readonly party: Party;
}

/** Throws Problem `no_key` on a phone that has lost its keys. */
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

export async function trustedPeople({ identity }: Self): Promise<readonly PublicPerson[]> {
	const me = { person_id: identity.person_id, signing_key: identity.signing_key };
	const couple = await readMeta("couple");
	const signing_key = couple && (couple.partner_signing_key ?? (await pinFromWords(couple, identity)));
	return couple && signing_key ? [me, { person_id: couple.partner_id, signing_key }] : [me];
}

/** The kinds whose record in the own space keeps the partner's signing key, and that record. */
export async function partnerRecords(
	person_id: string,
): Promise<readonly { kind: Kind; row: RecordRow | undefined }[]> {
	const db = await local();
	const kinds = allKinds().filter(({ keepsPartner }) => keepsPartner);
	return Promise.all(
		kinds.map(async (kind) => ({ kind, row: await db.get("records", [person_id, kind.name, person_id]) })),
	);
}

/** The partner as the person's own words have them. */
export function partnerIn(words: Words | null | undefined): PublicPerson | null {
	const partner = words?.partner;
	if (typeof partner !== "object" || partner === null || !("signing_key" in partner)) return null;
	const { person_id, signing_key } = partner;
	return typeof person_id === "string" && typeof signing_key === "string" ? { person_id, signing_key } : null;
}

/**
 * On a phone that took no part in the pairing: the key in the words of the one that did. They are sealed under the
 * own root, which only own phones hand on, so neither the server nor anybody else can have written them.
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

/** Does this person's signature stand under this phone? */
export function isVouched(party: Party): Promise<boolean> {
	return verifyDevice(party).then(
		() => true,
		() => false,
	);
}
