/**
 * From a PIN to a key: PBKDF2-SHA-256 (RFC 8018) with as many rounds as this phone bears, then mixed with a secret that
 * never leaves this browser, so that the PIN alone, tried elsewhere, opens nothing. Under that key lies the private
 * half of the lock's pair; whatever is put away while the app is locked is sealed to its public half.
 */

import { type Bytes, canonical, randomBytes, utf8 } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import { ECDH } from "./p256";
import { plainPin, spellings } from "./pin-digits";
import { RefusedError } from "./sealing-errors";

/** How a PIN was made into a key. */
export interface Stretching {
	readonly salt: Bytes;
	readonly rounds: number;
}

export interface LockKeys {
	/** HMAC key, not extractable. */
	readonly secret: CryptoKey;
	/** ECDH P-256; everything put away is sealed to it. */
	readonly publicKey: CryptoKey;
	readonly stretching: Stretching;
	/** The private half, under the key from PIN and secret. */
	readonly wrapped: Sealed;
	/** The PIN got one spelling before it was stretched; absent where it was set before that. */
	readonly spelled?: true;
}

/** An opened lock. */
export interface Opened {
	/** The private half, not extractable. */
	readonly key: CryptoKey;
	/** The same lock under the PIN's one spelling, to be kept instead, where it was set before there was one. */
	readonly renewed: LockKeys | null;
}

/** OWASP's floor for PBKDF2-HMAC-SHA-256. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const FEWEST = 600_000;
const MOST = 10_000_000;
/** As long as one try may take. */
const LONG = 500;
const PROBE = 100_000;
const INFO = canonical(["twofold/1/lock"]);
const AAD = canonical(["twofold/1/lock-key"]);

/** Keys for a new lock. */
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

/** Throws RefusedError where the PIN is another one. */
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

/** One after the other: each takes as long as one try may. */
async function unwrappedBySome([pin = "", ...others]: readonly string[], keys: LockKeys): Promise<Bytes> {
	try {
		return await unwrapped(pin, keys);
	} catch (error) {
		if (others.length === 0 || !(error instanceof RefusedError)) throw error;
		return unwrappedBySome(others, keys);
	}
}

/** As many rounds as take half a second here, but no fewer than are due. */
export async function measureRounds(clock: () => number = () => performance.now()): Promise<number> {
	const start = clock();
	await stretch("0", { salt: new Uint8Array(16), rounds: PROBE });
	const perRound = Math.max(clock() - start, 0.1) / PROBE;
	return Math.round(Math.min(MOST, Math.max(FEWEST, LONG / perRound)));
}

async function pinKey(pin: string, secret: CryptoKey, stretching: Stretching): Promise<CryptoKey> {
	const stretched = await stretch(pin, stretching);
	const mixed = await crypto.subtle.sign("HMAC", secret, stretched);
	return gcmKey(await crypto.subtle.importKey("raw", mixed, "HKDF", false, ["deriveKey"]), INFO);
}

async function stretch(pin: string, { salt, rounds }: Stretching): Promise<ArrayBuffer> {
	const material = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
	return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material, 256);
}
