/**
 * P-256 as this app uses it: keys as raw uncompressed points, ECDSA signatures (r and s, 64 bytes) over canonical
 * lists.
 */

import { type Bytes, type Canonical, canonical, fromBase64url, toBase64url } from "./bytes";
import { RefusedError, refuseUnless } from "./sealing-errors";

export const ECDH = { name: "ECDH", namedCurve: "P-256" };
export const ECDSA = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const POINT_BYTES = 65;

/** Signs a statement; base64url. */
export async function sign(signingKey: CryptoKey, statement: readonly Canonical[]): Promise<string> {
	return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNATURE, signingKey, canonical(statement))));
}

/** Throws RefusedError unless `signature` signs this statement. */
export async function verify(signingKey: string, statement: readonly Canonical[], signature: string): Promise<void> {
	const [said, bytes] = refuseUnless(() => [canonical(statement), fromBase64url(signature)]);
	const key = await importPublic(signingKey, ECDSA, ["verify"]);
	if (!(await crypto.subtle.verify(SIGNATURE, key, bytes, said)))
		throw new RefusedError("the signature does not match");
}

/** Imports a public key. Throws RefusedError unless it is a point on the curve. */
export async function importPublic(
	point: string,
	algorithm: EcKeyImportParams,
	usages: KeyUsage[],
): Promise<CryptoKey> {
	const raw = refuseUnless(() => fromBase64url(point));
	if (raw.length !== POINT_BYTES) throw new RefusedError("not an uncompressed point");
	try {
		return await crypto.subtle.importKey("raw", raw, algorithm, true, usages);
	} catch (error) {
		throw new RefusedError("not a point on P-256", { cause: error });
	}
}

export async function exportPublic(key: CryptoKey): Promise<string> {
	return toBase64url(new Uint8Array(await crypto.subtle.exportKey("raw", key)));
}

/** Imports a person's signing key as non-extractable. Throws RefusedError if it is none. */
export async function importSigning(pkcs8: Bytes): Promise<CryptoKey> {
	try {
		return await crypto.subtle.importKey("pkcs8", pkcs8, ECDSA, false, ["sign"]);
	} catch (error) {
		throw new RefusedError("not a P-256 key", { cause: error });
	}
}
