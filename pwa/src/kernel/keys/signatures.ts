/**
 * Who has signed an accord. Only signatures count that fit the words that this phone has opened, never the server's
 * word: in doubt nobody has signed, and the accord is not in force here.
 */

import { type Signal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import { isList, type Json } from "../crypto/bytes";
import type { Signature, Terms } from "../crypto/signatures";
import type { RecordRow, Version } from "../store/local";
import { allKinds, type Kind } from "../store/practice";
import { table } from "../store/records";
import { peopleOf } from "../store/session";

/** `unsent`: this person's own, which the server does not have yet. `unchecked`: a key or the words are not here yet. */
export type Signed = "signed" | "unsent" | "unchecked" | "does_not_fit";

/** The kind of the list of an accord's signatures, which has the accord's id; see `signaturesOf` in accords/kinds.ts. */
export type SignatureKind = Kind & { readonly signs: Kind };

/** Which accord. */
interface Named {
	readonly id: string;
	readonly space_id: string;
}

export const signedTerms = part(() => import("./signed-terms"));

/** Who has signed it, of rows from IndexedDB, as for a file. Former partners count too, whose key this phone knows. */
export async function signersIn(
	accord: RecordRow | undefined,
	list: RecordRow | undefined,
	signatures: SignatureKind,
): Promise<readonly string[]> {
	const version = sentIn(accord);
	const terms = accord && version && termsOf(accord, signatures.signs, version);
	if (!terms) return [];
	const { fits } = await signedTerms();
	const authors = [...new Set(signaturesIn(list?.view).map(({ author_id }) => author_id))];
	const checked = authors.map(async (author_id) => {
		const said = signatureIn(list?.view, author_id, version);
		return said && (await fits(terms, said)) ? [author_id] : [];
	});
	return (await Promise.all(checked)).flat();
}

export function isSigned(acceptances: Kind): acceptances is SignatureKind {
	return acceptances.signs !== undefined;
}

/** How this person's signature of the words as they are now stands; null if there is none. Reads signals. */
export function signatureOf(accord: Named, signatures: SignatureKind, person_id: string): Signed | null {
	const list = table(signatures.name).value.get(rowName(accord));
	const sent = sentIn(table(signatures.signs.name).value.get(rowName(accord)));
	const known = signatureIn(list?.view, person_id, sent);
	const came = sent && known ? verdict(sent, termsOf(accord, signatures.signs, sent), known) : null;
	const own = signatureIn(list?.mine, person_id, versionOf(accord, signatures.signs));
	return came !== "signed" && own ? "unsent" : came;
}

/** Who of the people of now has signed the words as they are now. Reads signals. */
export function signedBy(accord: Named, signatures: SignatureKind): readonly string[] {
	return peopleOf(accord.space_id).filter((person_id) => signatureOf(accord, signatures, person_id) === "signed");
}

/** The accord's version that this phone shows; null if it has none, or the server's newest one cannot be shown. */
export function versionOf(accord: Named, of: Kind): Version | null {
	const row = table(of.name).value.get(rowName(accord));
	return row && !row.problem ? (row.mine ?? row.view) : null;
}

/** What is signed of this version; null if its words are not open. */
export function termsOf({ id: record_id, space_id }: Named, of: Kind, version: Version): Terms | null {
	const { edit, fields, words, w } = version;
	if (!words || w === null) return null;
	const signals = Object.fromEntries(of.signals.map((name) => [name, fields[name] ?? null]));
	return { space_id, kind: of.name, record_id, edit, w, signals, words };
}

export function signaturesIn(version: Version | null | undefined): readonly Signature[] {
	const listed = version?.fields.signatures;
	return isList(listed) ? listed.filter(isSignature) : [];
}

/** This person's signature of this version; the first, if a list has several. */
function signatureIn(
	list: Version | null | undefined,
	person_id: string,
	version: Version | null,
): Signature | undefined {
	return signaturesIn(list).find(({ author_id, edit }) => author_id === person_id && edit === version?.edit);
}

/** The version that signatures on the server can be of: not one that is only here. */
function sentIn(row: RecordRow | undefined): Version | null {
	return row && !row.problem && !row.mine && !row.removed ? row.view : null;
}

interface Verdict {
	readonly said: Signal<Signed>;
	checking: boolean;
	/** It was looked at while it is checked: a key may have come meanwhile. */
	again: boolean;
}

/** What came of checking a signature against a version. Another version is another object. */
const verdicts = new WeakMap<Version, Map<string, Verdict>>();

function verdict(version: Version, terms: Terms | null, said: Signature): Signed {
	// the partner's key may arrive with one of these
	for (const { name, keepsPartner } of allKinds()) if (keepsPartner) table(name).value;
	if (!terms) return "unchecked";
	const known = verdicts.get(version) ?? new Map<string, Verdict>();
	verdicts.set(version, known);
	const name = JSON.stringify([said.author_id, said.digest, said.signature]);
	const found: Verdict = known.get(name) ?? { said: signal("unchecked"), checking: false, again: false };
	known.set(name, found);
	if (found.said.peek() === "unchecked") void check(found, terms, said);
	return found.said.value;
}

async function check(found: Verdict, terms: Terms, said: Signature): Promise<void> {
	found.again = found.checking;
	if (found.checking) return;
	found.checking = true;
	try {
		const fits = await (await signedTerms()).fits(terms, said);
		if (fits !== null) found.said.value = fits ? "signed" : "does_not_fit";
	} catch {
		// without the part: the next look at it checks again
	} finally {
		found.checking = false;
	}
	if (found.again && found.said.peek() === "unchecked") await check(found, terms, said);
}

function isSignature(value: Json): value is Json & Signature {
	if (typeof value !== "object" || value === null || isList(value)) return false;
	const { author_id, edit, digest, signature } = value;
	return typeof edit === "number" && [author_id, digest, signature].every((one) => typeof one === "string");
}

function rowName({ id, space_id }: Named): string {
	return `${space_id}/${id}`;
}
