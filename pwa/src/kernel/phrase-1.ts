/** Keys of words that were made before version 2: their lookup came from the extra word too. They are only opened. */

import { keysFrom, type PhraseKeys, phraseKeysOf, stretched } from "./phrase";
import { UnreadablePhraseError } from "./sealing-errors";
import { fold, isPlain, isTyped } from "./typed";

/**
 * All that these words may open, the likeliest first. Each is stretched when it is asked for. Throws
 * UnreadablePhraseError at the end where the extra word has characters that version 2 refuses.
 */
export async function* ways(phrase: string, extra: string): AsyncGenerator<PhraseKeys> {
	const plain = isPlain(fold(extra));
	if (isTyped(fold(extra))) yield await phraseKeysOf(phrase, fold(extra));
	for (const word of new Set([unwritten(fold(extra)), unwritten(extra)])) yield await keys(phrase, word);
	if (!plain) throw new UnreadablePhraseError("extra");
}

/** What came from a phrase and the unwritten word beside it. */
export function phraseKeys1(phrase: string, extra = ""): Promise<PhraseKeys> {
	return keys(phrase, unwritten(extra));
}

async function keys(phrase: string, word: string): Promise<PhraseKeys> {
	const secret = await stretched(`${phrase}\n${word}`, "twofold/1/recovery");
	return keysFrom(1, secret, secret);
}

function unwritten(extra: string): string {
	return extra.normalize("NFKD").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
