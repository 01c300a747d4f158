/** Whom this phone trusts: its person and the partner, by the signing keys it learnt in handovers. */

import { ownKey } from "./keyring";
import { type Party, type PublicPerson, verifyDevice, type Wrapper } from "./keys";
import { readMeta } from "./local";
import type { Identity } from "./meta";
import { localProblem } from "./problem";

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
	return couple ? [me, { person_id: couple.partner_id, signing_key: couple.partner_signing_key }] : [me];
}

/** Does this person's signature stand under this phone? */
export function isVouched(party: Party): Promise<boolean> {
	return verifyDevice(party).then(
		() => true,
		() => false,
	);
}
