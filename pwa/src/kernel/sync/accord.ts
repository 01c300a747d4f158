/**
 * Suspends an accord and renews it; both can be taken back. Signs one whose yes is a signature. What is offered on a
 * screen is up to the practice.
 */

import { Problem } from "../browser/problem";
import type { Words } from "../crypto/seal";
import { type SignedKinds, signaturesIn, signedTerms, termsOf, versionOf } from "../keys/signatures";
import { type Accord, ownSuspensions } from "../store/accord";
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

/** The signatures of an accord, as their practice declares them: `{ ...published(agreement_signatures), ...SIGNATURES }`. */
export const SIGNATURES = {
	// after an edit the state says that the new words wait for a signature
	over: ["declined", "stale_edit"],
	// the same bytes: they count for the words of then alone
	again: (list: Version, { me }: Around): Fields | null => {
		const own = signaturesIn(list).find(({ author_id }) => author_id === me);
		return own ? { edit: own.edit, digest: own.digest, signature: own.signature } : null;
	},
} as const;

/** Proposes a signed accord, or changes its words, and signs them; offline too. Throws as `sign` does. */
export async function proposeSigned(kinds: SignedKinds, what: Save & { readonly words: Words }): Promise<void> {
	const { salted } = await signedTerms();
	await save(kinds.of, { ...what, words: salted(what.words) });
	const { id, space_id, fields } = what;
	const edit = versionOf({ id, space_id, fields }, kinds.of)?.edit ?? 0;
	await sign({ id, space_id, fields, edit }, kinds);
}

/**
 * Signs the words that this person has seen at this edit; offline too. Throws Problem `stale_edit` if this phone has
 * others by now or cannot open them, `newer_words` for those of a newer app, `no_key` if the person's key is not here.
 */
export async function sign(accord: Accord & { readonly edit: number }, { of, signatures }: SignedKinds): Promise<void> {
	const { id, space_id, edit } = accord;
	const version = versionOf(accord, of);
	const terms = version?.edit === edit ? termsOf(accord, of, version) : null;
	if (!terms) throw new Problem("stale_edit", 0, "It has changed meanwhile. Read it again before you sign.");
	if (terms.w > (of.words ?? 0)) throw new Problem("newer_words", 0, "A newer version of the app wrote this.");
	const said = await (await signedTerms()).sign(terms);
	const body = { edit, digest: said.digest, signature: said.signature };
	const shows = { signatures: [{ ...said }] };
	const parent = { kind: of, id };
	await note(signatures, { id, space_id, path: signatures.path(id), body, shows, parent, strict: true });
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
