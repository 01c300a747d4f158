/**
 * Stretching a PIN or recovery words takes a fifth of a second or more, on purpose. In tests each input is stretched
 * only once.
 */

import { type Bytes, toBase64url } from "../kernel/crypto/bytes";

type ImportKey = (format: string, secret: Bytes, algorithm: unknown, ...rest: unknown[]) => Promise<CryptoKey>;

/** So few rounds are the lock's measurement of this phone's speed. */
const TRIAL = 100_000;

export function stretchOnce(): void {
	const { subtle } = crypto;
	const importKey: ImportKey = subtle.importKey.bind(subtle) as ImportKey;
	const deriveBits = subtle.deriveBits.bind(subtle);
	const secrets = new WeakMap<CryptoKey, string>();
	const stretched = new Map<string, Promise<ArrayBuffer>>();
	const noteSecret: ImportKey = async (format, secret, algorithm, ...rest) => {
		const key = await importKey(format, secret, algorithm, ...rest);
		if (algorithm === "PBKDF2") secrets.set(key, toBase64url(secret));
		return key;
	};
	const stretch = async (how: Pbkdf2Params, key: CryptoKey, length: number): Promise<ArrayBuffer> => {
		if (how.name !== "PBKDF2" || how.iterations <= TRIAL) return deriveBits(how, key, length);
		const name = JSON.stringify([secrets.get(key), [...(how.salt as Bytes)], how.iterations, how.hash, length]);
		const made = stretched.get(name) ?? deriveBits(how, key, length);
		stretched.set(name, made);
		return (await made).slice();
	};
	Object.assign(subtle, { importKey: noteSecret, deriveBits: stretch });
}
