/**
 * The recovery phrase: twelve BIP-39 words, perhaps an unwritten one beside them, and the keys that come from both.
 * What comes from them is Twofold's own derivation, since the extra word is short and needs stretching.
 */

import { generateMnemonic, validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { type Bytes, toBase64url, utf8 } from "./bytes";
import { gcmKey } from "./gcm";
import { UnreadablePhraseError } from "./sealing-errors";

export const PHRASE_WORDS = 12;

/** `lookup` says which recovery it is, `proof` that one knows the phrase, `seal` opens its key. */
export interface PhraseKeys {
	readonly lookup: string;
	readonly proof: string;
	/** SHA-256 in hex of `proof`: what the server keeps. */
	readonly proofHash: string;
	readonly seal: CryptoKey;
}

const ROUNDS = 210_000;
const SALT = utf8("twofold/1/recovery");
const KNOWN: ReadonlySet<string> = new Set(wordlist);

/** Twelve fresh words: 128 random bits and a checksum. */
export function newPhrase(): string {
	return generateMnemonic(wordlist, 128);
}

/** The words as typed, however: case, spaces, commas and numbers do not matter. */
export function wordsIn(typed: string): readonly string[] {
	return (
		typed
			.normalize("NFKD")
			.toLowerCase()
			.match(/\p{L}+/gu) ?? []
	);
}

/** The phrase as it was made, from whatever was typed. Throws UnreadablePhraseError. */
export function readPhrase(typed: string): string {
	const words = wordsIn(typed);
	if (words.length !== PHRASE_WORDS) throw new UnreadablePhraseError("length");
	if (!words.every((word) => KNOWN.has(word))) throw new UnreadablePhraseError("word");
	const phrase = words.join(" ");
	if (!validateMnemonic(phrase, wordlist)) throw new UnreadablePhraseError("checksum");
	return phrase;
}

/** A few words of the list that begin so; none once it is one of them. */
export function suggestWords(begun: string): readonly string[] {
	return begun === "" || KNOWN.has(begun) ? [] : wordlist.filter((word) => word.startsWith(begun)).slice(0, 4);
}

/** The unwritten word as it counts: case and spaces do not matter. */
export function unwritten(extra: string): string {
	return extra.normalize("NFKD").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

/** PBKDF2-HMAC-SHA-512 (RFC 8018 §5.2), then HKDF-SHA-256. */
export async function phraseKeys(phrase: string, extra = ""): Promise<PhraseKeys> {
	const both = utf8(`${phrase}\n${unwritten(extra)}`);
	const typed = await crypto.subtle.importKey("raw", both, "PBKDF2", false, ["deriveBits"]);
	const stretching = { name: "PBKDF2", hash: "SHA-512", salt: SALT, iterations: ROUNDS };
	const secret = await crypto.subtle.deriveBits(stretching, typed, 256);
	const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
	const proof = toBase64url(await derive(material, "twofold/1/recovery/proof", 256));
	return {
		lookup: toBase64url(await derive(material, "twofold/1/recovery/lookup", 128)),
		proof,
		proofHash: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(proof)))),
		seal: await gcmKey(material, utf8("twofold/1/recovery/seal")),
	};
}

async function derive(material: CryptoKey, info: string, bits: number): Promise<Bytes> {
	const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) };
	return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, bits));
}

function hex(bytes: Bytes): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
