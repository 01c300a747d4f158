/** AES-256-GCM (NIST SP 800-38D) under keys from HKDF-SHA-256 (RFC 5869). */

import { type Bytes, fromBase64url, randomBytes, toBase64url } from "./bytes";
import { RefusedError, refuseUnless } from "./sealing-errors";

/** A 12-byte IV, and the ciphertext with its 16-byte tag; both base64url. */
export interface Sealed {
	readonly iv: string;
	readonly ct: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A random 96-bit IV. */
export function newIv(): Bytes {
	return randomBytes(IV_BYTES);
}

/** Derives an AES-256-GCM key, not extractable, from HKDF-SHA-256 key material with an empty salt. */
export function gcmKey(material: CryptoKey, info: Bytes): Promise<CryptoKey> {
	const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
	return crypto.subtle.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Seals with the given IV, which must never repeat under one key. */
export async function encrypt(key: CryptoKey, aad: Bytes, plaintext: Bytes, iv: Bytes): Promise<Sealed> {
	const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, key, plaintext);
	return { iv: toBase64url(iv), ct: toBase64url(new Uint8Array(sealed)) };
}

/** Opens. Throws RefusedError if the shape or the tag is wrong; other errors pass through. */
export async function decrypt(key: CryptoKey, aad: Bytes, sealed: Sealed): Promise<Bytes> {
	const [iv, ct] = refuseUnless(() => [fromBase64url(sealed.iv), fromBase64url(sealed.ct)]);
	if (iv.length !== IV_BYTES || ct.length < TAG_BYTES) throw new RefusedError("too short to be sealed");
	try {
		return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: aad }, key, ct));
	} catch (error) {
		if (error instanceof DOMException && error.name === "OperationError")
			throw new RefusedError("the tag does not match", { cause: error });
		throw error;
	}
}
