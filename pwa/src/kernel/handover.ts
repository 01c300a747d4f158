/**
 * The handover's one-time secret, and what it proves: 104 random bits, passed on outside the server as a link, a QR
 * code or a typed code. From it come the id under which both phones meet, and a key that authenticates their keys.
 */

import { type Bytes, type Canonical, canonical, fromBase64url, randomBytes, toBase64url, utf8 } from "./bytes";
import { verifyDevice } from "./keys";
import { RefusedError, refuseUnless, UnreadableCodeError } from "./sealing-errors";

export type Purpose = "pair" | "device" | "seat";

/** What the phone that starts sends. */
export interface OfferKeys {
	readonly person_id: string;
	readonly device_id: string;
	readonly signing_key: string;
	readonly device_key: string;
	readonly device_signature: string;
}

/** What the other phone answers; a person's own new phone has no person, signing key or signature yet. */
export interface TakingKeys {
	readonly person_id?: string | null | undefined;
	readonly device_id: string;
	readonly signing_key?: string | null | undefined;
	readonly device_key: string;
	readonly device_signature?: string | null | undefined;
}

export type Offer = OfferKeys & { readonly mac: string };
export type Taking = TakingKeys & { readonly mac: string };

/** What one secret is used for, and where: enough to check the other phone without keeping the secret. */
export interface HandoverKeys {
	readonly purpose: Purpose;
	readonly id: string;
	readonly macKey: CryptoKey;
}

const SECRET_BYTES = 13;
const CODE_LENGTH = 21;
/** Crockford's base32: no I, L, O and U. */
const ALPHABET = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const PATHS = { pair: "/pair", device: "/move", seat: "/pair" };
const PHRASE_WORDS = 4;

/** A fresh secret: 13 random bytes, for one handover. */
export function newSecret(): Bytes {
	return randomBytes(SECRET_BYTES);
}

/** The code to read out or type: 21 characters in seven groups of three. */
export function formatCode(secret: Bytes): string {
	return (encode(secret).match(/.{3}/g) ?? []).join("-");
}

/** The link that carries the same code, in the fragment, which no server sees. */
export function handoverLink(origin: string, purpose: Purpose, secret: Bytes): string {
	return `${origin}${PATHS[purpose]}#${encode(secret)}`;
}

/**
 * The secret from a typed code or a whole link. Case, white space and dashes do not matter, I and L read as 1, O as 0.
 * Throws UnreadableCodeError.
 */
export function parseCode(text: string): Bytes {
	const code = text.slice(text.lastIndexOf("#") + 1).replaceAll(/[\s\p{Pd}]/gu, "");
	const values = Array.from(code, letterValue);
	if (values.length !== CODE_LENGTH) throw new UnreadableCodeError("length");
	const bits = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n);
	if (bits & 1n) throw new UnreadableCodeError("character");
	return Uint8Array.from({ length: SECRET_BYTES }, (_, at) => Number((bits >> BigInt(97 - 8 * at)) & 0xffn));
}

/** The id and the MAC key of a secret (HKDF-SHA-256, RFC 5869). */
export async function handoverKeys(secret: Bytes, purpose: Purpose): Promise<HandoverKeys> {
	const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
	const id = await crypto.subtle.deriveBits(hkdf("twofold/1/handover/id"), material, 128);
	const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
	const macKey = await crypto.subtle.deriveKey(hkdf("twofold/1/handover/mac"), material, hmac, false, [
		"sign",
		"verify",
	]);
	return { purpose, id: toBase64url(new Uint8Array(id)), macKey };
}

/** The offer with its MAC (HMAC-SHA-256). */
export async function signOffer(keys: HandoverKeys, offer: OfferKeys): Promise<Offer> {
	return { ...offer, mac: await mac(keys.macKey, offerStatement(keys, offer)) };
}

/** The taking with its MAC, which also covers the offer it answers. */
export async function signTaking<Keys extends TakingKeys>(
	keys: HandoverKeys,
	taking: Keys,
	offer: Offer,
): Promise<Keys & { readonly mac: string }> {
	return { ...taking, mac: await mac(keys.macKey, takingStatement(keys, taking, offer)) };
}

/** Throws RefusedError unless who offers knows the secret and vouches for their phone. */
export async function checkOffer(keys: HandoverKeys, offer: Offer): Promise<void> {
	await checkMac(keys.macKey, offerStatement(keys, offer), offer.mac);
	await checkSignature(offer.person_id, offer.signing_key, offer.device_id, offer.device_key, offer.device_signature);
}

/** Throws RefusedError unless who took this very offer knows the secret and, when pairing, is another person who vouches for their phone. */
export async function checkTaking(keys: HandoverKeys, taking: Taking, offer: Offer): Promise<void> {
	await checkMac(keys.macKey, takingStatement(keys, taking, offer), taking.mac);
	const { person_id, signing_key, device_signature } = taking;
	if (keys.purpose === "device") {
		if (person_id || signing_key || device_signature) throw new RefusedError("a new phone has no person yet");
		return;
	}
	if (!person_id || !signing_key || !device_signature || person_id === offer.person_id)
		throw new RefusedError("no other person took this");
	await checkSignature(person_id, signing_key, taking.device_id, taking.device_key, device_signature);
}

/** Four words that both phones show: they differ where somebody stands in between. 44 bits, words of the BIP-39 English list. */
export async function safetyPhrase(offer: OfferKeys, taking: TakingKeys): Promise<readonly string[]> {
	const { wordlist } = await import("@scure/bip39/wordlists/english.js");
	const statement = [
		"twofold/1/phrase",
		offer.person_id,
		offer.signing_key,
		offer.device_key,
		taking.signing_key ?? null,
		taking.device_key,
	];
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", canonical(statement)));
	const bits = digest.slice(0, 6).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	return Array.from(
		{ length: PHRASE_WORDS },
		(_, at) => wordlist[Number((bits >> BigInt(37 - 11 * at)) & 0x7ffn)] ?? "",
	);
}

/** 104 bits and a zero, five at a time, most significant first. */
function encode(secret: Bytes): string {
	if (secret.length !== SECRET_BYTES) throw new RangeError("a secret has 13 bytes");
	const bits = secret.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 1n;
	return Array.from({ length: CODE_LENGTH }, (_, at) => ALPHABET[Number((bits >> BigInt(100 - 5 * at)) & 31n)]).join(
		"",
	);
}

function letterValue(character: string): number {
	const meant = character.toUpperCase().replace(/[IL]/, "1").replace("O", "0");
	const value = ALPHABET.indexOf(meant);
	if (value < 0) throw new UnreadableCodeError("character");
	return value;
}

function offerStatement({ purpose, id }: HandoverKeys, offer: OfferKeys): Canonical[] {
	const { person_id, device_id, signing_key, device_key, device_signature } = offer;
	return ["twofold/1/offer", purpose, id, person_id, device_id, signing_key, device_key, device_signature];
}

function takingStatement({ purpose, id }: HandoverKeys, taking: TakingKeys, offer: Offer): Canonical[] {
	const { person_id = null, device_id, signing_key = null, device_key, device_signature = null } = taking;
	return ["twofold/1/taking", purpose, id, person_id, device_id, signing_key, device_key, device_signature, offer.mac];
}

async function mac(key: CryptoKey, statement: readonly Canonical[]): Promise<string> {
	return toBase64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, canonical(statement))));
}

async function checkMac(key: CryptoKey, statement: readonly Canonical[], claimed: string): Promise<void> {
	const [said, bytes] = refuseUnless(() => [canonical(statement), fromBase64url(claimed)]);
	if (!(await crypto.subtle.verify("HMAC", key, bytes, said)))
		throw new RefusedError("whoever sent this does not know the secret");
}

function checkSignature(
	person_id: string,
	signing_key: string,
	device_id: string,
	key: string,
	signature: string,
): Promise<void> {
	return verifyDevice({ person: { person_id, signing_key }, device: { person_id, device_id, key, signature } });
}

function hkdf(info: string): HkdfParams {
	return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) };
}
