/**
 * A handover's one-time secret as people pass it on, outside the server: 104 random bits as a link, a QR code or a
 * typed code.
 */

import { type Bytes, randomBytes } from "./bytes";
import type { Purpose } from "./handover";
import { UnreadableCodeError } from "./sealing-errors";

const SECRET_BYTES = 13;
const CODE_LENGTH = 21;
/** Crockford's base32: no I, L, O and U. */
const ALPHABET = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const PATHS = { pair: "/pair", device: "/move", seat: "/pair" };

/** A new secret for one handover: 13 random bytes. */
export function newSecret(): Bytes {
	return randomBytes(SECRET_BYTES);
}

/** The code to read out or type: 21 characters in seven groups of three. */
export function formatCode(secret: Bytes): string {
	return (encode(secret).match(/.{3}/g) ?? []).join("-");
}

/** The link with the code in its fragment, which is never sent to a server. */
export function handoverLink(origin: string, purpose: Purpose, secret: Bytes): string {
	return `${origin}${PATHS[purpose]}#${encode(secret)}`;
}

/**
 * The secret from a typed code, or from a link inside other text. Case, width, white space, dashes and percent-encoding
 * do not matter; I and L read as 1, O as 0. A text with several links must contain exactly one code. Throws
 * UnreadableCodeError.
 */
export function parseCode(text: string): Bytes {
	const [alone = "", ...linked] = unquote(text).normalize("NFKC").split("#");
	if (linked.length === 0) return read(bare(alone));
	const spellings = linked.map(upToItsEnd);
	const found = new Map(spellings.flatMap(readable));
	if (found.size > 1) throw new UnreadableCodeError("length");
	const [secret] = found.values();
	return secret ?? read(spellings.at(-1) ?? "");
}

/** The secret keyed by its canonical spelling, in a list; an empty list if the code is unreadable. */
function readable(code: string): [string, Bytes][] {
	try {
		const secret = read(code);
		return [[encode(secret), secret]];
	} catch (error) {
		if (error instanceof UnreadableCodeError) return [];
		throw error;
	}
}

function read(code: string): Bytes {
	const values = Array.from(code.replaceAll(/[\s\p{Pd}\p{Cf}]/gu, ""), letterValue);
	if (values.length !== CODE_LENGTH) throw new UnreadableCodeError("length");
	const bits = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n);
	if (bits & 1n) throw new UnreadableCodeError("character");
	return Uint8Array.from({ length: SECRET_BYTES }, (_, at) => Number((bits >> BigInt(97 - 8 * at)) & 0xffn));
}

/** Decodes percent-encoded bytes (RFC 3986 §2.1). */
function unquote(text: string): string {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
		const bytes = run.split("%").slice(1);
		return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
	});
}

/** What follows a link's "#", up to the first character that cannot be part of a code. */
function upToItsEnd(rest: string): string {
	return rest.match(/^[\p{L}\p{N}\p{Pd}\p{Cf}]*/u)?.[0] ?? "";
}

/** Trims everything but letters and digits from both ends. */
function bare(text: string): string {
	return text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/** 104 bits and a zero bit, five at a time, most significant first. */
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
