/**
 * Seals words: AES-256-GCM (NIST SP 800-38D) with a random 96-bit IV, under one key per practice, derived from the root
 * of a space's epoch by HKDF-SHA-256 (RFC 5869). Pure: takes and returns keys and envelopes.
 */

import { type Bytes, type Canonical, canonical, type Json, sortedPairs, utf8 } from "./bytes";
import { decrypt, encrypt, gcmKey, newIv, type Sealed } from "./gcm";
import { NewerWordsError, OlderEditError, RefusedError, refuseUnless, UnknownVersionError } from "./sealing-errors";

/** Everything a person writes, as one JSON object. */
export type Words = { readonly [name: string]: Json };

/** The plain fields that the author set in the same PUT, as they were sent. */
export type Signals = { readonly [name: string]: Json };

/** Sealed words, with the envelope version, epoch id and words version. */
export interface Envelope extends Sealed, Stamp {
	readonly v: number;
}

/** What a seal authenticates. `kind` is the record kind ("check_ins"), `sealedBy` the person who sealed this edit. */
export interface Header {
	readonly spaceId: string;
	readonly kind: string;
	readonly recordId: string;
	readonly sealedBy: string;
	readonly edit: number;
	readonly signals: Signals;
}

/** The epoch whose root the key comes from, and the version of the words. */
export interface Stamp {
	readonly k: string;
	readonly w: number;
}

/** Opened words. `readOnly`: a newer app wrote them. */
export interface Opened {
	readonly words: Words;
	readonly w: number;
	readonly readOnly: boolean;
}

/** The fields that a record and its PUT share, as the API names them. */
export interface SealedRecord {
	readonly id: string;
	readonly space_id: string;
	readonly sealed_by: string;
	readonly edit: number;
}

export type Field = "words" | "headline";

/** Plaintexts are padded to a multiple of this many bytes, so that their size reveals little. */
export const STEP = 256;
/** The longest words, in bytes of their JSON. */
const WORDS_BYTES = 32 * 1024;
/** The longest headline, in bytes of its JSON: it must fit a push. */
export const HEADLINE_BYTES = 200;

const VERSION = 1;

/** Derives the AES key of one practice ("checkins") from a root; not extractable. */
export function practiceKey(root: CryptoKey, practice: string): Promise<CryptoKey> {
	return gcmKey(root, utf8(`twofold/1/practice/${practice}`));
}

/** Seals the words of one edit; throws a RangeError above 32 kB. */
export async function sealWords(key: CryptoKey, header: Header, words: Words, stamp: Stamp): Promise<Envelope> {
	const plaintext = utf8(JSON.stringify(words));
	if (plaintext.length > WORDS_BYTES) throw new RangeError("words are at most 32 kB");
	return seal(key, "words", header, plaintext, stamp, newIv());
}

/** Seals the few words sent in a push; throws a RangeError above 200 bytes. */
export async function sealHeadline(key: CryptoKey, header: Header, words: Words, stamp: Stamp): Promise<Envelope> {
	const plaintext = utf8(JSON.stringify(words));
	if (plaintext.length > HEADLINE_BYTES) throw new RangeError("a headline is at most 200 bytes");
	return seal(key, "headline", header, plaintext, stamp, newIv());
}

/** Opens words. `known` is the words version this app writes. Throws RefusedError or UnknownVersionError. */
export function openWords(key: CryptoKey, header: Header, envelope: Envelope, known = 1): Promise<Opened> {
	return open(key, "words", header, envelope, known);
}

/** Opens a headline; see `openWords`. */
export function openHeadline(key: CryptoKey, header: Header, envelope: Envelope, known = 1): Promise<Opened> {
	return open(key, "headline", header, envelope, known);
}

/**
 * Applies changes to words; fields that this app does not know are kept. Throws NewerWordsError if the words are
 * read-only.
 */
export function editWords(opened: Opened, changes: Words, known = 1): Words {
	if (opened.w > known) throw new NewerWordsError(opened.w, known);
	return { ...opened.words, ...changes };
}

/** Throws OlderEditError for an edit older than one this phone has seen: a server must not roll records back. */
export function refuseOlder(edit: number, seen: number): void {
	if (edit < seen) throw new OlderEditError(edit, seen);
}

/** The header of a record or of a PUT; `names` are the kind's signals, null if absent. */
export function headerOf(kind: string, record: SealedRecord & object, names: readonly string[]): Header {
	const fields = new Map<string, Json>(Object.entries(record));
	const signals = Object.fromEntries(names.map((name) => [name, fields.get(name) ?? null]));
	return {
		spaceId: record.space_id,
		kind,
		recordId: record.id,
		sealedBy: record.sealed_by,
		edit: record.edit,
		signals,
	};
}

/**
 * Seals with the given IV, which must never repeat under one key. Only for the two functions above and the shared
 * vectors.
 */
export async function seal(
	key: CryptoKey,
	field: Field,
	header: Header,
	plaintext: Bytes,
	stamp: Stamp,
	iv: Bytes,
): Promise<Envelope> {
	const sealed = await encrypt(key, additionalData(field, header, stamp), pad(plaintext), iv);
	return { v: VERSION, k: stamp.k, w: stamp.w, ...sealed };
}

/** The additional authenticated data; the stamp is the epoch and words version. */
export function additionalData(field: Field, header: Header, { w, k }: Stamp): Bytes {
	const { spaceId, kind, recordId, sealedBy, edit, signals } = header;
	const fields: Canonical[] = [spaceId, kind, recordId, sealedBy, edit, w, k];
	return canonical(["twofold/1/aad", field, ...fields, sortedPairs(signals)]);
}

/** Pads with spaces, which JSON ignores, to a multiple of STEP; at least one STEP. */
export function pad(plaintext: Bytes): Bytes {
	const steps = Math.max(1, Math.ceil(plaintext.length / STEP));
	const padded = new Uint8Array(steps * STEP).fill(0x20);
	padded.set(plaintext);
	return padded;
}

async function open(key: CryptoKey, field: Field, header: Header, envelope: Envelope, known: number): Promise<Opened> {
	if (envelope.v !== VERSION) throw new UnknownVersionError(envelope.v);
	const aad = refuseUnless(() => additionalData(field, header, envelope));
	const words = readWords(await decrypt(key, aad, envelope));
	return { words, w: envelope.w, readOnly: envelope.w > known };
}

/** Parses the words in a padded plaintext. Throws RefusedError. */
export function readWords(padded: Bytes): Words {
	if (padded.length === 0 || padded.length % STEP !== 0) throw new RefusedError("the words are not padded");
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	const words: unknown = refuseUnless(() => JSON.parse(decoder.decode(padded)));
	if (!isWords(words)) throw new RefusedError("the words are not an object");
	return words;
}

/** JSON.parse returns only JSON, so it is enough to check for an object. */
function isWords(value: unknown): value is Words {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
