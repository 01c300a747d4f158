/** Encodings of keys and sealed words: base64url, UTF-8 and canonical JSON. Works in pages and service workers. */

/** Bytes over a plain ArrayBuffer, as WebCrypto requires. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What `canonical` accepts: no objects, and only integers as numbers. */
export type Canonical = string | number | boolean | null | readonly Canonical[];

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
	let binary = "";
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reverses `toBase64url`. Throws a SyntaxError for anything else, including a second spelling of the same bytes. */
export function fromBase64url(text: string): Bytes {
	if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new SyntaxError("not base64url");
	const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
	const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
	if (toBase64url(bytes) !== text) throw new SyntaxError("not base64url");
	return bytes;
}

export function utf8(text: string): Bytes {
	return new TextEncoder().encode(text);
}

export function randomBytes(length: number): Bytes {
	return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * The canonical bytes of a list: JSON without white space, in UTF-8. Both phones authenticate these bytes, so values
 * that two languages would write differently (fractions, lone surrogates) throw a TypeError.
 */
export function canonical(list: readonly Canonical[]): Bytes {
	list.forEach(refuseAmbiguous);
	return utf8(JSON.stringify(list));
}

/** Converts objects to lists of [name, value] pairs for `canonical`, sorted by name in UTF-16 order. */
export function canonicalValue(value: Json): Canonical {
	if (isList(value)) return value.map(canonicalValue);
	if (typeof value === "object" && value !== null) return sortedPairs(value);
	return value;
}

/** The [name, value] pairs of an object, sorted by name. */
export function sortedPairs(fields: { readonly [name: string]: Json }): readonly Canonical[] {
	const names = Object.keys(fields).sort();
	return names.map((name) => [name, canonicalValue(fields[name] ?? null)]);
}

function refuseAmbiguous(value: Canonical): void {
	if (isList(value)) value.forEach(refuseAmbiguous);
	if (typeof value === "number" && !Number.isSafeInteger(value)) throw new TypeError("not a whole number");
	if (typeof value === "string" && LONE_SURROGATE.test(value)) throw new TypeError("not well-formed text");
}

export function isList<Value>(value: Value | readonly Value[]): value is readonly Value[] {
	return Array.isArray(value);
}
