/**
 * Suspends an accord and renews it; both can be taken back. Signs one whose yes is a signature. What is offered on a
 * screen is up to the practice.
 */

import { type Accord, ownSuspensions } from "../accords/accord";
import { signalsOf } from "../accords/kinds";
import { Problem } from "../browser/problem";
import { canonicalValue } from "../crypto/bytes";
import type { Words } from "../crypto/seal";
import { type SignatureKind, signedTerms, termsOf, versionOf } from "../keys/signatures";
import { toInstant } from "../store/clock";
import { newId } from "../store/ids";
import type { Fields, Version } from "../store/local";
import type { Around, Kind } from "../store/practice";
import type { Save } from "./to-write";
import { note, removeNow, save } from "./write";

/** A suspension, as its practice declares it: `{ ...published(agreement_suspensions), ...SUSPENSION }`. */
export const SUSPENSION = {
	urgent: true,
	over: ["gone", "not_found", "already_ended"],
	again: ({ author_id }: Version, { me }: Around): Fields | null => (author_id === me ? { edit: 1 } : null),
} as const;

/** A renewal. A yes is not said again to a restored server: its author renews it anew. */
export const RENEWAL = { fleeting: true } as const;

/** What a person has read: all words that the screen shows and no other, and the edit. */
export type Read = Accord & { readonly edit: number; readonly words: Words | null };

/**
 * Proposes a signed accord, or changes its words, and signs them; offline too. `words` are all of them. Throws as `sign`
 * does, and writes nothing then if the words have parts that this app does not know.
 */
export async function proposeSigned(signatures: SignatureKind, what: Save & { readonly words: Words }): Promise<void> {
	const { id, space_id, fields, words } = what;
	const { salted } = await signedTerms();
	const before = versionOf(what, signatures.signs)?.words ?? {};
	if (Object.keys(before).some((name) => name !== "salt" && !(name in words))) throw newerWords();
	await save(signatures.signs, { ...what, words: salted(words) });
	const edit = versionOf(what, signatures.signs)?.edit ?? 0;
	await sign({ id, space_id, fields, edit, words }, signatures);
}

/**
 * Signs what this person has read; offline too. Throws Problem `stale_edit` if this phone has other words by now, also
 * under the same edit, or some that the screen does not show; `newer_words` for those of a newer app; `no_key` if the
 * person's key is not here.
 */
export async function sign(read: Read, signatures: SignatureKind): Promise<void> {
	const { id, space_id, edit } = read;
	const of = signatures.signs;
	const version = versionOf(read, of);
	const terms = version && termsOf(read, of, version);
	if (terms && terms.w > (of.words ?? 0)) throw newerWords();
	if (!terms || edit !== terms.edit || readIn(of, read) !== readIn(of, version))
		throw new Problem("stale_edit", 0, "It has changed meanwhile. Read it again before you sign.");
	const said = await (await signedTerms()).sign(terms);
	const body = { edit, digest: said.digest, signature: said.signature };
	const shows = { signatures: [{ ...said }] };
	const parent = { kind: of, id };
	await note(signatures, { id, space_id, path: signatures.path(id), body, shows, parent, strict: true });
}

/** What a person reads, as text. */
function readIn(of: Kind, { fields, words }: Pick<Version, "fields" | "words">): string {
	const { salt: _, ...said } = words ?? {};
	return JSON.stringify(canonicalValue([signalsOf(of, fields), said]));
}

function newerWords(): Problem {
	return new Problem("newer_words", 0, "A newer version of the app wrote this.");
}

/** Suspends it at once, offline too. */
export async function suspend(of: Kind, accord: Accord, suspensions: Kind): Promise<void> {
	await say(of, accord, suspensions, {});
}

/** Lifts this person's own suspensions that this phone knows. */
export async function resume({ id, space_id, fields }: Accord, suspensions: Kind): Promise<void> {
	for (const own of ownSuspensions({ id, space_id, fields }, suspensions)) await removeNow(suspensions, space_id, own);
}

/** Renews what this person has seen at this edit until an instant, in epoch milliseconds; returns the renewal's id. */
export async function renew(
	of: Kind,
	accord: Accord & { readonly edit: number },
	renewals: Kind,
	until: number,
): Promise<string> {
	return say(of, accord, renewals, { seen_edit: accord.edit, until: toInstant(until) });
}

/** Withdraws a renewal of this person's, before or after the day has moved. */
export async function withdrawRenewal({ space_id }: Accord, renewals: Kind, id: string): Promise<void> {
	await removeNow(renewals, space_id, id);
}

async function say(of: Kind, { id: of_id, space_id }: Accord, kind: Kind, said: Fields): Promise<string> {
	const id = `${of_id}/${newId()}`;
	const parent = { kind: of, id: of_id };
	await note(kind, { id, space_id, path: kind.path(id), body: { edit: 1, ...said }, shows: said, parent });
	return id;
}
