/** The body of a PUT, sealed under the space's current epoch. */

import { type Envelope, headerOf, sealHeadline, sealWords, type Words } from "../crypto/seal";
import { writingKey } from "./keyring";
import type { Plain } from "./local";
import type { Kind } from "./practice";

export interface Draft {
	readonly id: string;
	readonly space_id: string;
	readonly edit: number;
	readonly sealed_by: string;
	readonly plain: Plain;
}

export interface Body {
	/** The exact text to send, also on retries. */
	readonly text: string;
	/** The epoch it is sealed under; null if nothing is sealed. */
	readonly epoch: string | null;
}

/** Whether a record with these words is sealed. Without words a pause is not, so it can start in a locked app. */
export function isSealed(kind: Kind, words: Words | null | undefined): boolean {
	return kind.words !== null && !(kind.wordsOptional && !words);
}

/** The body of a record that is not sealed. */
export function openBody(kind: Kind, { space_id, edit, sealed_by, plain }: Draft): string {
	if (kind.words === null) return JSON.stringify({ space_id, edit, ...plain.fields });
	return JSON.stringify({ space_id, edit, sealed_by, ...plain.fields, ...unsealed(kind) });
}

/** Seals a body. Throws Problem `no_key`. */
export async function sealedBody(kind: Kind, draft: Draft): Promise<Body> {
	const { space_id, edit, sealed_by, plain } = draft;
	if (kind.words === null || !isSealed(kind, plain.words)) return { text: openBody(kind, draft), epoch: null };
	const { k, key } = await writingKey(space_id, kind.practice);
	const sealed = await seal({ kind, w: kind.words, k, key }, draft);
	return { text: JSON.stringify({ space_id, edit, sealed_by, ...plain.fields, ...sealed }), epoch: k };
}

function unsealed(kind: Kind) {
	return kind.headline ? { words: null, headline: null } : { words: null };
}

interface Seal {
	readonly kind: Kind;
	readonly w: number;
	readonly k: string;
	readonly key: CryptoKey;
}

async function seal(
	{ kind, w, k, key }: Seal,
	{ id, plain, ...draft }: Draft,
): Promise<{ readonly words: Envelope | null; readonly headline?: Envelope | null }> {
	const header = headerOf(kind.name, { id, ...draft, ...plain.fields }, kind.signals);
	const words = plain.words && (await sealWords(key, header, plain.words, { k, w }));
	if (!kind.headline) return { words };
	const headline = kind.headline(plain.words);
	return { words, headline: headline && (await sealHeadline(key, header, headline, { k, w })) };
}
