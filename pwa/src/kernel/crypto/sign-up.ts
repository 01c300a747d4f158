/** What a sign-up code proves. */

import { type Bytes, toBase64url } from "./bytes";
import { hkdf } from "./handover";

/**
 * What a phone sends instead of the secret of a code (HKDF-SHA-256): 16 bytes as base64url. Codes of all kinds look
 * alike: from the proof of a code that connects two phones nobody can derive that code.
 */
export async function signUpProof(secret: Bytes): Promise<string> {
	const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
	return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(hkdf("twofold/2/sign-up"), material, 128)));
}
