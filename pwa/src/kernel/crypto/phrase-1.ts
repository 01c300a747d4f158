/**
 * Keys of recovery words of version 1, whose lookup also depended on the extra word. They are only opened, never made.
 */

import { fold, isPlain, isTyped } from "../text/typed";
import { keysFrom, type PhraseKeys, phraseKeysOf, stretched } from "./phrase";
import { UnreadablePhraseError } from "./sealing-errors";

/**
 * All keys that these words may mean, the likeliest first, each stretched when requested. At the end throws
 * UnreadablePhraseError if the extra word has characters that version 2 refuses.
 */
export async function* ways(phrase: string, extra: string): AsyncGenerator<PhraseKeys> {
	const plain = isPlain(fold(extra));
	if (isTyped(fold(extra))) yield await phraseKeysOf(phrase, fold(extra));
	for (const word of new Set([unwritten(fold(extra)), unwritten(extra)])) yield await keys(phrase, word);
	if (!plain) throw new UnreadablePhraseError("extra");
}

/** The keys of version 1 for a phrase and its extra word. */
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
