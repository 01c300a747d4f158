/**
 * Derives a key from a PIN: PBKDF2-SHA-256 (RFC 8018) with as many rounds as this phone can afford, then HMAC with a
 * secret that never leaves this browser, so that the PIN cannot be guessed on another machine. The key encrypts the
 * private half of the lock's pair; everything in the lock's boxes is encrypted to its public half.
 */

import { type Bytes, canonical, randomBytes } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import { ECDH } from "./p256";
import { plainPin, spellings } from "./pin-digits";
import { RefusedError } from "./sealing-errors";
import { measureRounds, type Stretching, stretch } from "./stretching";

export interface LockKeys {
	/** HMAC key, not extractable. */
	readonly secret: CryptoKey;
	/** ECDH P-256; boxes are encrypted to it. */
	readonly publicKey: CryptoKey;
	readonly stretching: Stretching;
	/** The private half, encrypted with the key from PIN and secret. */
	readonly wrapped: Sealed;
	/** Present if the PIN was reduced to its one spelling before stretching; absent on older locks. */
	readonly spelled?: true;
}

/** An opened lock. */
export interface Opened {
	/** The private half, not extractable. */
	readonly key: CryptoKey;
	/** For an older lock: its keys under the PIN's one spelling, to be stored instead. Else null. */
	readonly renewed: LockKeys | null;
}

const INFO = canonical(["twofold/1/lock"]);
const AAD = canonical(["twofold/1/lock-key"]);

/** Makes the keys of a new lock. */
export async function makeLock(pin: string): Promise<LockKeys> {
	const pair = await crypto.subtle.generateKey(ECDH, true, ["deriveBits"]);
	const secret = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
	const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
	const stretching = { salt: randomBytes(16), rounds: await measureRounds() };
	try {
		return await wrapped(pkcs8, plainPin(pin), { secret, publicKey: pair.publicKey, stretching });
	} finally {
		pkcs8.fill(0);
	}
}

/** Opens the lock. Throws RefusedError if the PIN is wrong. */
export async function openLock(pin: string, keys: LockKeys): Promise<Opened> {
	const pkcs8 = keys.spelled ? await unwrapped(plainPin(pin), keys) : await unwrappedBySome(spellings(pin), keys);
	try {
		const key = await crypto.subtle.importKey("pkcs8", pkcs8, ECDH, false, ["deriveBits"]);
		return { key, renewed: keys.spelled ? null : await wrapped(pkcs8, plainPin(pin), keys) };
	} finally {
		pkcs8.fill(0);
	}
}

async function wrapped(pkcs8: Bytes, pin: string, lock: Omit<LockKeys, "wrapped">): Promise<LockKeys> {
	const { secret, publicKey, stretching } = lock;
	const key = await pinKey(pin, secret, stretching);
	return { secret, publicKey, stretching, wrapped: await encrypt(key, AAD, pkcs8, newIv()), spelled: true };
}

async function unwrapped(pin: string, { secret, stretching, wrapped }: LockKeys): Promise<Bytes> {
	return decrypt(await pinKey(pin, secret, stretching), AAD, wrapped);
}

/** Tries one spelling after another, not in parallel: each takes as long as a try may take. */
async function unwrappedBySome([pin = "", ...others]: readonly string[], keys: LockKeys): Promise<Bytes> {
	try {
		return await unwrapped(pin, keys);
	} catch (error) {
		if (others.length === 0 || !(error instanceof RefusedError)) throw error;
		return unwrappedBySome(others, keys);
	}
}

async function pinKey(pin: string, secret: CryptoKey, stretching: Stretching): Promise<CryptoKey> {
	const stretched = await stretch(pin, stretching);
	const mixed = await crypto.subtle.sign("HMAC", secret, stretched);
	return gcmKey(await crypto.subtle.importKey("raw", mixed, "HKDF", false, ["deriveKey"]), INFO);
}
