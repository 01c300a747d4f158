/**
 * What a handover's one-time secret proves. From it come the id under which both phones meet, and a key that
 * authenticates their keys. The four words need more than that; see handover-reveal.ts.
 */

import { type Bytes, type Canonical, canonical, fromBase64url, toBase64url, utf8 } from "./bytes";
import { verifyDevice } from "./keys";
import { RefusedError, refuseUnless } from "./sealing-errors";

export type Purpose = "pair" | "device" | "seat";

export const VERSION = 2;

/** The keys of the offering phone. */
export interface OfferKeys {
	readonly person_id: string;
	readonly device_id: string;
	readonly signing_key: string;
	readonly device_key: string;
	readonly device_signature: string;
}

/** The keys of the taking phone; a person's own new phone has no person, signing key or signature yet. */
export interface TakingKeys {
	readonly person_id?: string | null | undefined;
	readonly device_id: string;
	readonly signing_key?: string | null | undefined;
	readonly device_key: string;
	readonly device_signature?: string | null | undefined;
}

/** What the offering phone sends. The commitment fixes its keys and a nonce that is still hidden. */
export type Offer = OfferKeys & { readonly v: typeof VERSION; readonly commitment: string; readonly mac: string };
/** What the taking phone answers, with its own nonce (16 bytes). */
export type Taking = TakingKeys & { readonly v: typeof VERSION; readonly nonce: string; readonly mac: string };

/** Derived from one secret for one purpose; enough to check the other phone without storing the secret. */
export interface HandoverKeys {
	readonly purpose: Purpose;
	readonly id: string;
	readonly macKey: CryptoKey;
}

/** The id and the MAC key of a secret (HKDF-SHA-256, RFC 5869). */
export async function handoverKeys(secret: Bytes, purpose: Purpose): Promise<HandoverKeys> {
	const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
	const id = await crypto.subtle.deriveBits(hkdf("twofold/2/handover/id"), material, 128);
	const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
	const macKey = await crypto.subtle.deriveKey(hkdf("twofold/2/handover/mac"), material, hmac, false, [
		"sign",
		"verify",
	]);
	return { purpose, id: toBase64url(new Uint8Array(id)), macKey };
}

/** The offer with its MAC (HMAC-SHA-256). */
export async function signOffer(keys: HandoverKeys, offer: OfferKeys, commitment: string): Promise<Offer> {
	return { ...offer, v: VERSION, commitment, mac: await authenticate(keys, offerStatement(keys, offer, commitment)) };
}

/** The taking with its MAC, which also covers the offer it answers. */
export async function signTaking(keys: HandoverKeys, taking: TakingKeys, nonce: string, offer: Offer): Promise<Taking> {
	return { ...taking, v: VERSION, nonce, mac: await authenticate(keys, takingStatement(keys, taking, nonce, offer)) };
}

/** Throws RefusedError unless the offering phone knows the secret and has its person's signature. */
export async function checkOffer(keys: HandoverKeys, offer: Offer): Promise<void> {
	refuseOtherVersions(offer);
	await checkMac(keys, offerStatement(keys, offer, offer.commitment), offer.mac);
	await checkSignature(offer.person_id, offer.signing_key, offer.device_id, offer.device_key, offer.device_signature);
}

/**
 * Throws RefusedError unless the taking phone answered this offer and knows the secret. When pairing, it must also
 * belong to another person and have that person's signature.
 */
export async function checkTaking(keys: HandoverKeys, taking: Taking, offer: Offer): Promise<void> {
	refuseOtherVersions(taking);
	await checkMac(keys, takingStatement(keys, taking, taking.nonce, offer), taking.mac);
	const { person_id, signing_key, device_signature } = taking;
	if (keys.purpose === "device") {
		if (person_id || signing_key || device_signature) throw new RefusedError("a new phone has no person yet");
		return;
	}
	if (!person_id || !signing_key || !device_signature || person_id === offer.person_id)
		throw new RefusedError("no other person took this");
	await checkSignature(person_id, signing_key, taking.device_id, taking.device_key, device_signature);
}

/** The offering phone's part of a MAC or hash. */
export function offeredPart(offer: OfferKeys): Canonical[] {
	return [offer.person_id, offer.device_id, offer.signing_key, offer.device_key, offer.device_signature];
}

/** The taking phone's part of a MAC or hash. */
export function takingPart(taking: TakingKeys): Canonical[] {
	const { person_id = null, device_id, signing_key = null, device_key, device_signature = null } = taking;
	return [person_id, device_id, signing_key, device_key, device_signature];
}

/** The MAC over a statement. */
export async function authenticate({ macKey }: HandoverKeys, statement: readonly Canonical[]): Promise<string> {
	return toBase64url(new Uint8Array(await crypto.subtle.sign("HMAC", macKey, canonical(statement))));
}

/** Throws RefusedError unless the sender knows the secret. */
export async function checkMac(
	{ macKey }: HandoverKeys,
	statement: readonly Canonical[],
	claimed: string,
): Promise<void> {
	const [said, bytes] = refuseUnless(() => [canonical(statement), fromBase64url(claimed)]);
	if (!(await crypto.subtle.verify("HMAC", macKey, bytes, said)))
		throw new RefusedError("whoever sent this does not know the secret");
}

function refuseOtherVersions({ v }: { readonly v: number }): void {
	if (v !== VERSION) throw new RefusedError("another version of the handover, which is not spoken any more");
}

function offerStatement({ purpose, id }: HandoverKeys, offer: OfferKeys, commitment: string): Canonical[] {
	return ["twofold/2/offer", purpose, id, ...offeredPart(offer), commitment];
}

function takingStatement(
	{ purpose, id }: HandoverKeys,
	taking: TakingKeys,
	nonce: string,
	{ mac }: Offer,
): Canonical[] {
	return ["twofold/2/taking", purpose, id, ...takingPart(taking), nonce, mac];
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

/** HKDF-SHA-256 (RFC 5869) under a label, without a salt. */
export function hkdf(info: string): HkdfParams {
	return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(info) };
}
