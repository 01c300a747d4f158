/**
 * Keys of phones, persons and spaces. A phone has an ECDH P-256 pair. A person has an ECDSA P-256 pair that signs the
 * phones' keys, so that a server cannot add a phone. A space has a random 32-byte root per epoch, which phones wrap to
 * each other. Private keys are non-extractable, ready to be stored as they are.
 */

import { type Bytes, canonical, fromBase64url, type Json, randomBytes, toBase64url } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import { ECDH, ECDSA, exportPublic, importPublic, importSigning, sign, verify } from "./p256";
import { type Envelope, type Header, openWords, practiceKey, sealWords } from "./seal";
import { RefusedError, refuseUnless, UnknownVersionError } from "./sealing-errors";

/** A key pair of this phone or person. The public half is as the API writes it: raw uncompressed point, base64url. */
export interface KeyPair {
	readonly privateKey: CryptoKey;
	readonly publicKey: string;
}

/** A person as this phone knows them. The signing key comes from a handover, never from the server alone. */
export interface PublicPerson {
	readonly person_id: string;
	readonly signing_key: string;
}

/** A phone's public key with its owner's signature. */
export interface PublicDevice {
	readonly person_id: string;
	readonly device_id: string;
	readonly key: string;
	readonly signature: string;
}

/** A phone and its person, whose signature its key must have. */
export interface Party {
	readonly person: PublicPerson;
	readonly device: PublicDevice;
}

/** Which root: one space, one epoch. */
export interface Slot {
	readonly spaceId: string;
	readonly epochId: string;
}

/** This phone, as the receiver of a root. */
export interface Receiver {
	readonly deviceId: string;
	readonly privateKey: CryptoKey;
}

/** This phone, able to pass roots on and to sign in its person's name. */
export interface Wrapper extends Receiver {
	readonly personId: string;
	readonly signingKey: CryptoKey;
}

/** A root sent to one phone: encrypted to its key, signed by the person who sent it. */
export interface Wrap extends Sealed {
	readonly v: number;
	readonly by_person: string;
	readonly by_device: string;
	readonly sig: string;
}

export interface DeviceWrap {
	readonly device_id: string;
	readonly wrap: Wrap;
}

export interface SpaceWrap {
	readonly space_id: string;
	readonly epoch_id: string;
	readonly wrap: Wrap;
}

/** A new root. `raw` is for wrapping it to phones and must be wiped afterwards; `key` is stored. */
export interface NewRoot {
	readonly raw: Bytes;
	readonly key: CryptoKey;
}

const VERSION = 1;
const ROOT_BYTES = 32;

/** Makes this phone's own pair. */
export async function makeDeviceKeys(): Promise<KeyPair> {
	const pair = await crypto.subtle.generateKey(ECDH, false, ["deriveBits"]);
	return { privateKey: pair.privateKey, publicKey: await exportPublic(pair.publicKey) };
}

/** Makes the person's signing pair, and seals its private half under the own root for the person's other phones. */
export async function makeSigningKeys(
	ownRoot: CryptoKey,
	personId: string,
	epochId: string,
): Promise<KeyPair & { readonly sealed: Envelope }> {
	const pair = await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
	const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
	const key = await practiceKey(ownRoot, "identity");
	const sealed = await sealWords(key, signingHeader(personId), { pkcs8: toBase64url(pkcs8) }, { k: epochId, w: 1 });
	const privateKey = await importSigning(pkcs8);
	return { privateKey, publicKey: await exportPublic(pair.publicKey), sealed };
}

/** Opens the signing key on another phone of the person. Throws RefusedError unless it belongs to `person`. */
export async function openSigningKey(ownRoot: CryptoKey, person: PublicPerson, sealed: Envelope): Promise<CryptoKey> {
	const { words } = await openWords(await practiceKey(ownRoot, "identity"), signingHeader(person.person_id), sealed);
	const signingKey = await importSigning(readBytes(words.pkcs8));
	const probe = ["twofold/1/probe", person.person_id];
	await verify(person.signing_key, probe, await sign(signingKey, probe));
	return signingKey;
}

/** Signs a phone's key in its owner's name. */
export function signDevice(signingKey: CryptoKey, device: Omit<PublicDevice, "signature">): Promise<string> {
	return sign(signingKey, deviceStatement(device));
}

/** Throws RefusedError unless the phone belongs to this person and has their signature. */
export async function verifyDevice({ person, device }: Party): Promise<void> {
	if (person.person_id !== device.person_id) throw new RefusedError("the phone is somebody else's");
	await verify(person.signing_key, deviceStatement(device), device.signature);
}

/** A new random root for a space's next epoch. */
export async function newRoot(): Promise<NewRoot> {
	const raw = randomBytes(ROOT_BYTES);
	return { raw, key: await importRoot(raw) };
}

/** The root as a non-extractable key that can only derive practice keys. */
export function importRoot(raw: Bytes): Promise<CryptoKey> {
	return crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
}

/** Wraps a root to a phone, which may be this one. Throws RefusedError unless the person has signed the phone's key. */
export async function wrapRoot(me: Wrapper, slot: Slot, raw: Bytes, to: Party): Promise<Wrap> {
	await verifyDevice(to);
	const info = wrapStatement(slot, me.deviceId, to.device.device_id);
	const sealed = await encrypt(await wrapKey(me.privateKey, to.device.key, info), info, raw, newIv());
	const sig = await sign(me.signingKey, wrapSigned(slot, me.deviceId, to.device.device_id, sealed));
	return { v: VERSION, by_person: me.personId, by_device: me.deviceId, ...sealed, sig };
}

/** Opens a wrap that `from` made to this phone. Throws RefusedError unless every signature and the tag are right. */
export async function unwrapRoot(me: Receiver, slot: Slot, wrap: Wrap, from: Party): Promise<CryptoKey> {
	return importRoot(await unwrapRaw(me, slot, wrap, from));
}

/**
 * Opens a root, wraps it to `to`, and wipes it. A phone wraps each received root to itself, so that it can pass the
 * root on even after the sending phone was removed.
 */
export async function rewrapRoot(me: Wrapper, slot: Slot, wrap: Wrap, from: Party, to: Party): Promise<Wrap> {
	return withRoot(me, slot, wrap, from, (raw) => wrapRoot(me, slot, raw, to));
}

/** Calls `use` with a wrapped root's raw bytes, and wipes them afterwards. */
export async function withRoot<Made>(
	me: Receiver,
	slot: Slot,
	wrap: Wrap,
	from: Party,
	use: (raw: Bytes) => Promise<Made>,
): Promise<Made> {
	const raw = await unwrapRaw(me, slot, wrap, from);
	try {
		return await use(raw);
	} finally {
		raw.fill(0);
	}
}

/**
 * The phone that made a wrap, among the persons this phone trusts and the phones it was told of. Throws RefusedError if
 * none of them did.
 */
export function senderOf(wrap: Wrap, people: readonly PublicPerson[], devices: readonly PublicDevice[]): Party {
	const person = people.find(({ person_id }) => person_id === wrap.by_person);
	const device = devices.find(
		({ person_id, device_id }) => person_id === wrap.by_person && device_id === wrap.by_device,
	);
	if (!person || !device) throw new RefusedError("wrapped by a phone nobody vouches for");
	return { person, device };
}

async function unwrapRaw(me: Receiver, slot: Slot, wrap: Wrap, from: Party): Promise<Bytes> {
	if (wrap.v !== VERSION) throw new UnknownVersionError(wrap.v);
	if (wrap.by_person !== from.person.person_id || wrap.by_device !== from.device.device_id)
		throw new RefusedError("wrapped by another phone");
	await verifyDevice(from);
	await verify(from.person.signing_key, wrapSigned(slot, wrap.by_device, me.deviceId, wrap), wrap.sig);
	const info = wrapStatement(slot, wrap.by_device, me.deviceId);
	const raw = await decrypt(await wrapKey(me.privateKey, from.device.key, info), info, wrap);
	if (raw.length !== ROOT_BYTES) throw new RefusedError("not a root");
	return raw;
}

async function wrapKey(privateKey: CryptoKey, publicKey: string, info: Bytes): Promise<CryptoKey> {
	const peer = await importPublic(publicKey, ECDH, []);
	const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, privateKey, 256);
	return gcmKey(await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]), info);
}

function wrapStatement({ spaceId, epochId }: Slot, byDevice: string, toDevice: string): Bytes {
	return canonical(["twofold/1/wrap", spaceId, epochId, byDevice, toDevice]);
}

function wrapSigned({ spaceId, epochId }: Slot, byDevice: string, toDevice: string, { iv, ct }: Sealed): string[] {
	return ["twofold/1/wrap-sig", spaceId, epochId, byDevice, toDevice, iv, ct];
}

function deviceStatement({ person_id, device_id, key }: Omit<PublicDevice, "signature">): string[] {
	return ["twofold/1/device", person_id, device_id, key];
}

function signingHeader(personId: string): Header {
	return { spaceId: personId, kind: "signing_keys", recordId: personId, sealedBy: personId, edit: 1, signals: {} };
}

function readBytes(text: Json | undefined): Bytes {
	if (typeof text !== "string") throw new RefusedError("no signing key inside");
	return refuseUnless(() => fromBase64url(text));
}
