/**
 * One spelling of typed text, the same as api/client/typed.py. Similar to the OpaqueString profile (RFC 8265 §4.2), but
 * more forgiving: it ignores width, case, the kinds of quotation marks and spaces, and invisible characters.
 */

/** Zero-width characters, bidi controls, variation selectors. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

const SPACES = /[\t-\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Letters that some keyboards change in unusual ways with the case, and quotation marks. */
const ALIKE: readonly (readonly [string, string])[] = [
	["i\u0307", "i"],
	["ı", "i"],
	["ς", "σ"],
	["‘", "'"],
	["’", "'"],
	["“", '"'],
	["”", '"'],
];

/** One spelling for all that look alike: NFKC, lower case, single spaces, trimmed. */
export function fold(typed: string): string {
	let seen = typed.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
	for (const [written, alike] of ALIKE) seen = seen.replaceAll(written, alike);
	return seen.normalize("NFKC").replace(SPACES, " ").replace(/^ | $/g, "");
}

/** Whether every character can be typed: no controls, no private or unassigned code points. */
export function isPlain(folded: string): boolean {
	return !/\p{C}/u.test(folded);
}

/** As `isPlain`, but allows characters that only systems newer than this one know. */
export function isTyped(folded: string): boolean {
	return isPlain(folded.replace(/\p{Cn}/gu, ""));
}

/** The words in a typed text: runs of letters and marks. */
export function wordsIn(typed: string): readonly string[] {
	return fold(typed).match(/[\p{L}\p{M}]+/gu) ?? [];
}
