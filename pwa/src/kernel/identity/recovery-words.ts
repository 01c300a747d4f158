/** Recovery words: made, and used to sign in. What handles words and keys is loaded when needed. */

import { part } from "../browser/parts";

const recoveryPart = part(() => import("./recovery"));

/** Twelve new words, stored nowhere. */
export async function newWords(): Promise<readonly string[]> {
	return (await recoveryPart()).newWords();
}

/** Makes these the recovery words, with the extra word if any. Needs the network; throws Problem. */
export async function leaveWayBack(words: readonly string[], extra: string): Promise<void> {
	await (await recoveryPart()).leaveWayBack(words.join(" "), extra);
}

/**
 * Signs in on this phone with the recovery words. Needs the network; throws Problem (bad_phrase, no_such_phrase), and
 * `words_here` if words of another account would be lost and the person has not `agreed`.
 */
export async function comeBack(typed: string, extra: string, agreed = false): Promise<void> {
	await (await recoveryPart()).recover(typed, extra, agreed);
}
