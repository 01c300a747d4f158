/** PBKDF2-SHA-256 (RFC 8018) for a PIN, with as many rounds as this phone can afford. */

import { steadyNow } from "../browser/wall";
import { type Bytes, utf8 } from "./bytes";

/** The parameters with which a PIN was stretched. */
export interface Stretching {
	readonly salt: Bytes;
	readonly rounds: number;
}

/**
 * OWASP's minimum for PBKDF2-HMAC-SHA-256.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const FEWEST = 600_000;
const MOST = 10_000_000;
/** How long one try should take, in milliseconds. */
const LONG = 500;
const PROBE = 100_000;

/** The number of rounds that take half a second here, but at least the minimum. */
export async function measureRounds(clock: () => number = steadyNow): Promise<number> {
	const start = clock();
	await stretch("0", { salt: new Uint8Array(16), rounds: PROBE });
	const perRound = Math.max(clock() - start, 0.1) / PROBE;
	return Math.round(Math.min(MOST, Math.max(FEWEST, LONG / perRound)));
}

export async function stretch(pin: string, { salt, rounds }: Stretching): Promise<ArrayBuffer> {
	const material = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
	return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material, 256);
}
