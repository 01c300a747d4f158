/** Signatures over the words of a record; docs/sealing.md ("Signatures") has the bytes. */

import { type Canonical, canonical, fromBase64url, isList, type Json, randomBytes, toBase64url } from "./bytes";
import type { PublicPerson } from "./keys";
import { sign, verify } from "./p256";
import type { Signals, Words } from "./seal";
import { RefusedError, refuseUnless } from "./sealing-errors";

/** What a person signs: one edit of a record, with its opened words, their version and the signals. */
export interface Terms {
	readonly space_id: string;
	readonly kind: string;
	readonly record_id: string;
	readonly edit: number;
	readonly w: number;
	readonly signals: Signals;
	readonly words: Words;
}

/** A signature, as the API shows it. */
export interface Signature {
	readonly author_id: string;
	readonly edit: number;
	readonly digest: string;
	readonly signature: string;
}

const SALT_BYTES = 16;

/**
 * The words with a new secret among them, for each edit: without it a signature would let anybody test guesses of the
 * words.
 */
export function salted(words: Words): Words {
	return { ...words, salt: toBase64url(randomBytes(SALT_BYTES)) };
}

/** Signs the terms in this person's name. Throws RefusedError if the words have no secret among them. */
export async function signTerms(signingKey: CryptoKey, author_id: string, terms: Terms): Promise<Signature> {
	const digest = await digestOf(terms);
	const signature = await sign(signingKey, statement(author_id, terms, digest));
	return { author_id, edit: terms.edit, digest, signature };
}

/** Throws RefusedError unless this person has signed exactly these terms. */
export async function verifyTerms(person: PublicPerson, terms: Terms, said: Signature): Promise<void> {
	const digest = await digestOf(terms);
	if (said.author_id !== person.person_id || said.edit !== terms.edit || said.digest !== digest)
		throw new RefusedError("a signature of something else");
	await verify(person.signing_key, statement(person.person_id, terms, digest), said.signature);
}

function statement(person_id: string, { kind, space_id, record_id, edit }: Terms, digest: string): Canonical[] {
	return ["twofold/1/yes", kind, space_id, record_id, edit, person_id, digest];
}

async function digestOf({ w, signals, words }: Terms): Promise<string> {
	const { salt } = words;
	if (typeof salt !== "string" || refuseUnless(() => fromBase64url(salt)).length !== SALT_BYTES)
		throw new RefusedError("no secret among the words");
	const bytes = refuseUnless(() => canonical(["twofold/1/terms", w, marked(signals), marked(words)]));
	return toBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** JSON as nested lists. Objects and lists are marked, or an object would read as the list of its pairs. */
function marked(value: Json): Canonical {
	if (isList(value)) return ["[", ...value.map(marked)];
	if (typeof value !== "object" || value === null) return value;
	const names = Object.keys(value).sort();
	return ["{", ...names.map((name) => [name, marked(value[name] ?? null)])];
}
