/**
 * Signed accords on this phone: who has signed the words that it has opened. The server's word counts for nothing: in
 * doubt nobody has signed, and the accord is not in force here.
 */

import { type Signal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import { isList, type Json } from "../crypto/bytes";
import type { Signature, Terms } from "../crypto/signatures";
import { type Accord, peopleOf } from "../store/accord";
import type { Version } from "../store/local";
import { allKinds, type Kind } from "../store/practice";
import { table } from "../store/records";

/** `unsent`: this person's own, which the server does not have yet. `unchecked`: a key or the words are not here yet. */
export type Signed = "signed" | "unsent" | "unchecked" | "does_not_fit";

/** The kind of a signed accord, and that of the list of its signatures, which has the accord's id. */
export interface SignedKinds {
	readonly of: Kind;
	readonly signatures: Kind;
}

export const signedTerms = part(() => import("./signed-terms"));

/** How this person's signature of the words as they are now stands; null if there is none. Reads signals. */
export function signatureOf(accord: Accord, kinds: SignedKinds, person_id: string): Signed | null {
	const version = versionOf(accord, kinds.of);
	const list = table(kinds.signatures.name).value.get(rowName(accord));
	const ofPerson = (said: Version | null | undefined): Signature | undefined =>
		signaturesIn(said).find(({ author_id, edit }) => author_id === person_id && edit === version?.edit);
	const known = ofPerson(list?.view);
	if (version && known) return verdict(version, termsOf(accord, kinds.of, version), known);
	return ofPerson(list?.mine) ? "unsent" : null;
}

/** Who of the people of now has signed the words as they are now. Reads signals. */
export function signedBy(accord: Accord, kinds: SignedKinds): readonly string[] {
	return peopleOf(accord).filter((person_id) => signatureOf(accord, kinds, person_id) === "signed");
}

/** The accord's version that this phone shows; null if it has none, or the server's newest one cannot be shown. */
export function versionOf(accord: Accord, of: Kind): Version | null {
	const row = table(of.name).value.get(rowName(accord));
	return row && !row.problem ? (row.mine ?? row.view) : null;
}

/** What is signed of this version; null if its words are not open. */
export function termsOf({ id: record_id, space_id }: Accord, of: Kind, version: Version): Terms | null {
	const { edit, fields, words, w } = version;
	if (!words || w === null) return null;
	const signals = Object.fromEntries(of.signals.map((name) => [name, fields[name] ?? null]));
	return { space_id, kind: of.name, record_id, edit, w, signals, words };
}

export function signaturesIn(version: Version | null | undefined): readonly Signature[] {
	const listed = version?.fields.signatures;
	return isList(listed) ? listed.filter(isSignature) : [];
}

/** What came of checking a signature against a version. Another version is another object. */
const verdicts = new WeakMap<Version, Map<string, Signal<Signed>>>();

function verdict(version: Version, terms: Terms | null, said: Signature): Signed {
	// the partner's key may arrive with one of these
	for (const { name, keepsPartner } of allKinds()) if (keepsPartner) table(name).value;
	if (!terms) return "unchecked";
	const known = verdicts.get(version) ?? new Map<string, Signal<Signed>>();
	verdicts.set(version, known);
	const name = JSON.stringify([said.author_id, said.digest, said.signature]);
	const found = known.get(name) ?? signal<Signed>("unchecked");
	known.set(name, found);
	if (found.peek() === "unchecked")
		check(terms, said).then((fits) => {
			if (fits !== null) found.value = fits ? "signed" : "does_not_fit";
		});
	return found.value;
}

/** Null if it cannot be checked now. */
async function check(terms: Terms, said: Signature): Promise<boolean | null> {
	try {
		return await (await signedTerms()).fits(terms, said);
	} catch {
		return null; // without the part, or with the keys locked away: the next look at it checks again
	}
}

function isSignature(value: Json): value is Json & Signature {
	if (typeof value !== "object" || value === null || isList(value)) return false;
	const { author_id, edit, digest, signature } = value;
	return typeof edit === "number" && [author_id, digest, signature].every((one) => typeof one === "string");
}

function rowName({ id, space_id }: Accord): string {
	return `${space_id}/${id}`;
}
