/**
 * The name of the person who invites, encrypted in an offer. The key comes from the code's 104 bits, which the server
 * never has, and the ciphertext is bound to one offer. Nothing proves the name: it is what that person typed.
 */

import { type Bytes, canonical, utf8 } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import type { HandoverKeys, Offer } from "./handover";
import { pad, readWords, STEP } from "./seal";
import { RefusedError, UnknownVersionError } from "./sealing-errors";

/** An encrypted name, or null if none was given. */
export interface Invitation extends Sealed {
	readonly v: typeof VERSION;
}

const VERSION = 1;
/** The size of the plaintext, whatever the name. */
const BYTES = STEP;

/** Throws a RangeError if the name is too long. `iv` is random, except in the shared vectors. */
export async function sealInvitation(
	secret: Bytes,
	keys: HandoverKeys,
	offer: Offer,
	name: string | null,
	iv: Bytes = newIv(),
): Promise<Invitation> {
	const plaintext = utf8(JSON.stringify({ name }));
	if (plaintext.length > BYTES) throw new RangeError("an invitation has 256 bytes");
	return { v: VERSION, ...(await encrypt(await keyOf(secret), about(keys, offer), pad(plaintext), iv)) };
}

/** The name, unchanged. Throws RefusedError, or UnknownVersionError for an invitation of a newer version. */
export async function openInvitation(
	secret: Bytes,
	keys: HandoverKeys,
	offer: Offer,
	sealed: Sealed & { readonly v: number },
): Promise<string | null> {
	if (sealed.v !== VERSION) throw new UnknownVersionError(sealed.v);
	const plaintext = await decrypt(await keyOf(secret), about(keys, offer), sealed);
	if (plaintext.length !== BYTES) throw new RefusedError("an invitation has 256 bytes");
	const { name } = readWords(plaintext);
	if (name !== null && typeof name !== "string") throw new RefusedError("a name is a text");
	return name;
}

async function keyOf(secret: Bytes): Promise<CryptoKey> {
	const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
	return gcmKey(material, utf8("twofold/2/handover/invitation"));
}

function about({ purpose, id }: HandoverKeys, { mac }: Offer): Bytes {
	return canonical(["twofold/2/invitation", purpose, id, mac]);
}
