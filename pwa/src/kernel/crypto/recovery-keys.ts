/**
 * A person's recovery key, and roots wrapped to it. Its private half is stored on the server, encrypted with the
 * recovery words. Wraps use a one-time key, so that they do not depend on any phone; the person's signature proves who
 * made them.
 */

import { type Bytes, canonical, fromBase64url, toBase64url, utf8 } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import type { PublicPerson, Slot } from "./keys";
import { ECDH, exportPublic, importPublic, sign, verify } from "./p256";
import type { PhraseKeys } from "./phrase";
import { pad, readWords } from "./seal";
import { RefusedError, refuseUnless, UnknownVersionError } from "./sealing-errors";

/** A recovery key's public half, signed by its person. */
export interface PublicRecovery {
	readonly id: string;
	readonly key: string;
	readonly signature: string;
}

/** A root sealed to a recovery key with the one-time `key`, signed by the person. */
export interface RecoveryWrap extends Sealed {
	readonly v: number;
	readonly key: string;
	readonly sig: string;
}

/** What the recovery words open: the recovery key, and whose it is. */
export interface OpenedRecovery {
	readonly id: string;
	readonly privateKey: CryptoKey;
	readonly person: PublicPerson;
}

const VERSION = 1;
const ROOT_BYTES = 32;

/** Makes a new recovery key for this person. Its private half is stored nowhere but in `sealed`. */
export async function makeRecovery(
	signingKey: CryptoKey,
	person: PublicPerson,
	id: string,
	derived: PhraseKeys,
): Promise<PublicRecovery & { readonly sealed: Sealed }> {
	const pair = await crypto.subtle.generateKey(ECDH, true, ["deriveBits"]);
	const key = await exportPublic(pair.publicKey);
	const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
	const { person_id, signing_key } = person;
	const words = utf8(JSON.stringify({ person_id, signing_key, pkcs8: toBase64url(pkcs8) }));
	pkcs8.fill(0);
	return {
		id,
		key,
		signature: await sign(signingKey, recoveryStatement(person_id, id, key)),
		sealed: await encrypt(derived.seal, keyStatement(id, derived), pad(words), newIv()),
	};
}

/** Throws RefusedError unless this person has signed the recovery key. */
export function verifyRecovery({ person_id, signing_key }: PublicPerson, recovery: PublicRecovery): Promise<void> {
	return verify(signing_key, recoveryStatement(person_id, recovery.id, recovery.key), recovery.signature);
}

/** Opens the private half, and says whose it is. Throws RefusedError. */
export async function openRecovery(derived: PhraseKeys, id: string, sealed: Sealed): Promise<OpenedRecovery> {
	const words = await decrypt(derived.seal, keyStatement(id, derived), sealed);
	const { person_id, signing_key, pkcs8 } = readWords(words);
	if (typeof person_id !== "string" || typeof signing_key !== "string" || typeof pkcs8 !== "string")
		throw new RefusedError("no recovery key inside");
	const bytes = refuseUnless(() => fromBase64url(pkcs8));
	const privateKey = await crypto.subtle.importKey("pkcs8", bytes, ECDH, false, ["deriveBits"]);
	return { id, privateKey, person: { person_id, signing_key } };
}

/** Wraps a root to a recovery key; check `to` with `verifyRecovery` first. */
export async function wrapForRecovery(
	signingKey: CryptoKey,
	slot: Slot,
	root: Bytes,
	to: PublicRecovery,
): Promise<RecoveryWrap> {
	const once = await crypto.subtle.generateKey(ECDH, false, ["deriveBits"]);
	const key = await exportPublic(once.publicKey);
	const info = wrapStatement(slot, to.id, key);
	const sealed = await encrypt(await agree(once.privateKey, to.key, info), info, root, newIv());
	return { v: VERSION, key, ...sealed, sig: await sign(signingKey, wrapSigned(slot, to.id, key, sealed)) };
}

/**
 * Opens such a wrap; the caller must wipe the root after use. Throws RefusedError unless signature and tag are right.
 */
export async function unwrapRecovery(opened: OpenedRecovery, slot: Slot, wrap: RecoveryWrap): Promise<Bytes> {
	if (wrap.v !== VERSION) throw new UnknownVersionError(wrap.v);
	await verify(opened.person.signing_key, wrapSigned(slot, opened.id, wrap.key, wrap), wrap.sig);
	const info = wrapStatement(slot, opened.id, wrap.key);
	const root = await decrypt(await agree(opened.privateKey, wrap.key, info), info, wrap);
	if (root.length !== ROOT_BYTES) throw new RefusedError("not a root");
	return root;
}

async function agree(privateKey: CryptoKey, publicKey: string, info: Bytes): Promise<CryptoKey> {
	const peer = await importPublic(publicKey, ECDH, []);
	const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, privateKey, 256);
	return gcmKey(await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]), info);
}

function recoveryStatement(person_id: string, id: string, key: string): string[] {
	return ["twofold/1/recovery", person_id, id, key];
}

function keyStatement(id: string, { version, lookup }: PhraseKeys): Bytes {
	return canonical([`twofold/${version}/recovery-key`, id, lookup]);
}

function wrapStatement({ spaceId, epochId }: Slot, id: string, key: string): Bytes {
	return canonical(["twofold/1/recovery-wrap", spaceId, epochId, id, key]);
}

function wrapSigned({ spaceId, epochId }: Slot, id: string, key: string, { iv, ct }: Sealed): string[] {
	return ["twofold/1/recovery-wrap-sig", spaceId, epochId, id, key, iv, ct];
}
