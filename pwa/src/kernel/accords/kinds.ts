/** What hangs on an accord, as its practice declares it: who has accepted it, who has declined it, and its end. */

import type { Json } from "../crypto/bytes";
import { signaturesIn } from "../keys/signatures";
import type { Fields, Version } from "../store/local";
import type { Around, Kind } from "../store/practice";

const DAY = 86_400_000;
/** Longer than the server keeps a refusal and tells phones that it is gone. */
const REFUSAL_KEPT = 23 * DAY;

/** Who has declined the current terms: `{ ...published, ...REFUSALS }`. */
export const REFUSALS = {
	over: ["gone", "not_found", "stale_edit", "already_ended"],
	keptUntil: ({ at }: Fields): number => Date.parse(String(at)) + REFUSAL_KEPT,
	again: ({ author_id, edit }: Version, { me }: Around): Fields | null => (author_id === me ? { edit } : null),
} as const;

/** Its end. As on the server nothing tells a day later who ended it, only that it has ended. */
export const ENDS = {
	urgent: true,
	over: ["already_ended"],
	keptUntil: ({ at }: Fields): number => Date.parse(String(at)) + DAY,
	again: (): Fields => ({}),
} as const;

/**
 * Where nobody signs: `{ ..., ...acceptancesOf("rituals", scheduleOf) }`. `terms` is what people accept of a version. After a
 * restore a yes is said again only if it was given, and only to the same terms.
 */
export function acceptancesOf(of: string, terms: (version: Version) => Json) {
	return {
		over: ["declined"],
		again: ({ fields: { accepted_by } }: Version, { me, find }: Around): Fields | null => {
			const accord = find(of);
			return accord && Array.isArray(accepted_by) && accepted_by.includes(me) ? { edit: accord.edit } : null;
		},
		about: ({ find }: Around): Json => {
			const accord = find(of);
			return accord && terms(accord);
		},
	} as const;
}

/**
 * Where each yes is a signature: `{ ...published(agreement_signatures), ...signaturesOf(AGREEMENTS) }`. After a restore the
 * same bytes are sent again, only if the words are the same.
 */
export function signaturesOf(of: Kind) {
	return {
		signs: of,
		// after an edit the state says that the new words wait for a signature
		over: ["declined", "stale_edit"],
		again: (list: Version, { me }: Around): Fields | null => {
			const own = signaturesIn(list).find(({ author_id }) => author_id === me);
			return own ? { edit: own.edit, digest: own.digest, signature: own.signature } : null;
		},
		about: ({ find }: Around): Json => {
			const version = find(of.name);
			return version && [version.edit, version.w, signalsOf(of, version.fields), version.words];
		},
	} as const;
}

/** The signals of these fields, in the order of the kind. */
export function signalsOf(of: Kind, fields: Fields): Json {
	return of.signals.map((name) => fields[name] ?? null);
}
