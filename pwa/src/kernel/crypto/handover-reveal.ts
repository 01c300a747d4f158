/**
 * Commit, answer, reveal: what the four words are made from is fixed before anybody can know them (after ZRTP, RFC 6189
 * §4.4.1.1). The offering phone commits to its keys and a nonce, the taking phone answers with its own, and only then
 * does the offering phone reveal its nonce. So a man in the middle cannot search for keys that give both phones the
 * same words.
 */

import { part } from "../browser/parts";
import { type Canonical, canonical, randomBytes, toBase64url } from "./bytes";
import {
	authenticate,
	checkMac,
	type HandoverKeys,
	type Offer,
	type OfferKeys,
	offeredPart,
	type Taking,
	takingPart,
	VERSION,
} from "./handover";
import { RefusedError } from "./sealing-errors";

const wordsPart = part(() => import("@scure/bip39/wordlists/english.js"));

/** The offering phone's nonce, sent only to the phone whose taking was fixed. */
export interface Reveal {
	readonly nonce: string;
	readonly mac: string;
}

const NONCE_BYTES = 16;
const PHRASE_WORDS = 4;

/** 16 random bytes, for one offer or one taking. */
export function newNonce(): string {
	return toBase64url(randomBytes(NONCE_BYTES));
}

/** SHA-256 over everything the offering phone contributes to the words. */
export async function commitmentTo({ purpose, id }: HandoverKeys, offer: OfferKeys, nonce: string): Promise<string> {
	return toBase64url(await hash(["twofold/2/commitment", purpose, id, ...offeredPart(offer), nonce]));
}

/** The nonce with its MAC, which also covers the taking it answers. */
export async function signReveal(keys: HandoverKeys, nonce: string, taking: Taking): Promise<Reveal> {
	return { nonce, mac: await authenticate(keys, statement(keys, nonce, taking)) };
}

/** Throws RefusedError unless the reveal answers this taking, with the nonce that was committed to. */
export async function checkReveal(
	keys: HandoverKeys,
	{ nonce, mac }: Reveal,
	offer: Offer,
	taking: Taking,
): Promise<void> {
	await checkMac(keys, statement(keys, nonce, taking), mac);
	if ((await commitmentTo(keys, offer, nonce)) !== offer.commitment)
		throw new RefusedError("another nonce than the one committed to");
}

/**
 * The four words that both phones show; they differ if there is a man in the middle. `nonce` is the offering phone's.
 * 44 bits of a SHA-256, as words of the BIP-39 English list.
 */
export async function safetyPhrase(
	{ purpose, id }: HandoverKeys,
	offer: Offer,
	taking: Taking,
	nonce: string,
): Promise<readonly string[]> {
	const { wordlist } = await wordsPart();
	const both = [...offeredPart(offer), nonce, ...takingPart(taking), taking.nonce];
	const digest = await hash(["twofold/2/phrase", VERSION, purpose, id, ...both]);
	const bits = digest.slice(0, 6).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	return Array.from(
		{ length: PHRASE_WORDS },
		(_, at) => wordlist[Number((bits >> BigInt(37 - 11 * at)) & 0x7ffn)] ?? "",
	);
}

function statement({ purpose, id }: HandoverKeys, nonce: string, taking: Taking): Canonical[] {
	return ["twofold/2/reveal", purpose, id, nonce, taking.mac];
}

async function hash(statement: readonly Canonical[]): Promise<Uint8Array> {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", canonical(statement)));
}
