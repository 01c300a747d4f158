/**
 * Boxes that anything here can seal, and only a private key opens: the lock's, which needs the PIN, or this phone's.
 */

import { type Bytes, utf8 } from "./bytes";
import { gcmKey, newIv } from "./gcm";
import { ECDH } from "./p256";

/** What was sealed to a key. */
export interface Box {
	readonly sender: CryptoKey;
	readonly iv: Bytes;
	readonly ct: Bytes;
}

/**
 * Seals with an ephemeral ECDH pair, HKDF and AES-256-GCM. `info` names the purpose; a box opens only with the same
 * `info`.
 */
export async function sealBox(publicKey: CryptoKey, info: Bytes, contents: unknown): Promise<Box> {
	const ephemeral = await crypto.subtle.generateKey(ECDH, false, ["deriveBits"]);
	const key = await boxKey(ephemeral.privateKey, publicKey, info);
	const iv = newIv();
	const ct = await crypto.subtle.encrypt(aes(iv, info), key, utf8(JSON.stringify(contents)));
	return { sender: ephemeral.publicKey, iv, ct: new Uint8Array(ct) };
}

/** The contents, as `JSON.parse` returns them. */
export async function openBox(privateKey: CryptoKey, info: Bytes, { sender, iv, ct }: Box): Promise<unknown> {
	const plain = await crypto.subtle.decrypt(aes(iv, info), await boxKey(privateKey, sender, info), ct);
	return JSON.parse(new TextDecoder().decode(plain));
}

async function boxKey(privateKey: CryptoKey, publicKey: CryptoKey, info: Bytes): Promise<CryptoKey> {
	const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
	return gcmKey(await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]), info);
}

function aes(iv: Bytes, info: Bytes): AesGcmParams {
	return { name: "AES-GCM", iv, additionalData: info };
}
