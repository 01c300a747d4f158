/**
 * The recovery words: twelve BIP-39 words, an optional extra word, and the keys derived from both. The derivation is
 * Twofold's own, since the extra word is short and needs stretching. The lookup depends on the twelve words alone, so
 * that a server can count wrong extra words.
 */

import { generateMnemonic, validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { fold, isPlain, wordsIn } from "../text/typed";
import { type Bytes, toBase64url, utf8 } from "./bytes";
import { gcmKey } from "./gcm";
import { UnreadablePhraseError } from "./sealing-errors";

export const PHRASE_WORDS = 12;

/** `lookup` finds the recovery on the server, `proof` shows knowledge of the words, `seal` opens the recovery key. */
export interface PhraseKeys {
	readonly version: 1 | 2;
	readonly lookup: string;
	readonly proof: string;
	/** SHA-256 of `proof` in hex: what the server stores. */
	readonly proofHash: string;
	readonly seal: CryptoKey;
}

const ROUNDS = 210_000;
const KNOWN: ReadonlySet<string> = new Set(wordlist);

/** Twelve new words: 128 random bits and a checksum. */
export function newPhrase(): string {
	return generateMnemonic(wordlist, 128);
}

/** The phrase in its one spelling, from whatever was typed. Throws UnreadablePhraseError. */
export function readPhrase(typed: string): string {
	const words = wordsIn(typed);
	if (words.length !== PHRASE_WORDS) throw new UnreadablePhraseError("length");
	const wrong = words.find((word) => !KNOWN.has(word));
	if (wrong !== undefined) throw new UnreadablePhraseError("word", wrong);
	const phrase = words.join(" ");
	if (!validateMnemonic(phrase, wordlist)) throw new UnreadablePhraseError("checksum");
	return phrase;
}

/** The first word that is not in the list, and its place counted from 1; null if there are not twelve words. */
export function wrongWord(typed: string): { readonly number: number; readonly word: string } | null {
	const words = wordsIn(typed);
	const at = words.findIndex((word) => !KNOWN.has(word));
	return words.length === PHRASE_WORDS && at >= 0 ? { number: at + 1, word: words[at] ?? "" } : null;
}

/** Up to four words of the list with this prefix; none once it is a whole word. */
export function suggestWords(begun: string): readonly string[] {
	return begun === "" || KNOWN.has(begun) ? [] : wordlist.filter((word) => word.startsWith(begun)).slice(0, 4);
}

/** Keys of version 2. Throws UnreadablePhraseError. */
export async function phraseKeys(phrase: string, extra = ""): Promise<PhraseKeys> {
	const unwritten = fold(extra);
	if (!isPlain(unwritten)) throw new UnreadablePhraseError("extra");
	return phraseKeysOf(phrase, unwritten);
}

/**
 * Keys of version 2, from an extra word that is already folded: PBKDF2-HMAC-SHA-512 (RFC 8018 §5.2), then HKDF-SHA-256.
 */
export async function phraseKeysOf(phrase: string, unwritten: string): Promise<PhraseKeys> {
	const [words, both] = await Promise.all([
		stretched(phrase, "twofold/2/recovery/words"),
		stretched(`${phrase}\n${unwritten}`, "twofold/2/recovery"),
	]);
	return keysFrom(2, words, both);
}

/** Stretches a short secret into HKDF key material. */
export async function stretched(secret: string, salt: string): Promise<CryptoKey> {
	const typed = await crypto.subtle.importKey("raw", utf8(secret), "PBKDF2", false, ["deriveBits"]);
	const stretching = { name: "PBKDF2", hash: "SHA-512", salt: utf8(salt), iterations: ROUNDS };
	const bits = await crypto.subtle.deriveBits(stretching, typed, 256);
	return crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveBits", "deriveKey"]);
}

/** Derives all keys: the lookup from `words`, the rest from `both`. */
export async function keysFrom(version: 1 | 2, words: CryptoKey, both: CryptoKey): Promise<PhraseKeys> {
	const label = `twofold/${version}/recovery`;
	const proof = toBase64url(await derive(both, `${label}/proof`, 256));
	return {
		version,
		lookup: toBase64url(await derive(words, `${label}/lookup`, 128)),
		proof,
		proofHash: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(proof)))),
		seal: await gcmKey(both, utf8(`${label}/seal`)),
	};
}

async function derive(material: CryptoKey, info: string, bits: number): Promise<Bytes> {
	const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) };
	return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, bits));
}

function hex(bytes: Bytes): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
