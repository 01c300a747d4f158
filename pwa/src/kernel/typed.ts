/**
 * What people type, in one spelling: as api/client/typed.py has it. In the manner of the OpaqueString profile (RFC 8265
 * §4.2), and more forgiving: neither width nor case nor the kind of quotation mark or space counts, nor what nobody sees.
 */

/** Zero-width characters, bidi controls, variation selectors. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

const SPACES = /[\t-\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Letters that some keyboards write in another way when they change case, and quotation marks. */
const ALIKE: readonly (readonly [string, string])[] = [
	["i\u0307", "i"],
	["ı", "i"],
	["ς", "σ"],
	["‘", "'"],
	["’", "'"],
	["“", '"'],
	["”", '"'],
];

/** One spelling of all that look alike: NFKC, lower case, single spaces, none around. */
export function fold(typed: string): string {
	let seen = typed.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
	for (const [written, alike] of ALIKE) seen = seen.replaceAll(written, alike);
	return seen.normalize("NFKC").replace(SPACES, " ").replace(/^ | $/g, "");
}

/** Whether every character is one that keyboards have: no control, nothing private or unknown. */
export function isPlain(folded: string): boolean {
	return !/\p{C}/u.test(folded);
}

/** The same, but for characters that only newer systems than this one know. */
export function isTyped(folded: string): boolean {
	return isPlain(folded.replace(/\p{Cn}/gu, ""));
}

/** The words as typed, however: letters and their marks; all else stands between words. */
export function wordsIn(typed: string): readonly string[] {
	return fold(typed).match(/[\p{L}\p{M}]+/gu) ?? [];
}
