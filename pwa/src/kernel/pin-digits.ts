/** A PIN as keyboards of all languages type it: the same digits are the same PIN. */

const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;

/**
 * Zeros of the digits that keyboards for numbers offer: Arabic, Persian and Urdu, Hindi, Bengali, Burmese, and the
 * full-width ones of East Asia.
 */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0xff10] as const;

/** One spelling: digits as 0 to 9 whatever their script and width, no spaces, nothing that cannot be seen. */
export function plainPin(typed: string): string {
	return typed
		.normalize("NFKC")
		.replace(UNSEEN, "")
		.replace(DIGITS, (digit) => String(numberOf(digit)));
}

/** How a PIN may have been typed when it was set, before it got one spelling: what was typed now, then the other scripts. */
export function spellings(typed: string): readonly string[] {
	const plain = plainPin(typed);
	const scripts = ZEROS.map((zero) => plain.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))));
	return [...new Set([typed, plain, `${plain} `, ...scripts])];
}

/** Digits of a script stand in tens, from nought to nine (Unicode Standard §4.6). */
function numberOf(digit: string): number {
	const point = digit.codePointAt(0) ?? 0;
	let first = point;
	while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
	return (point - first) % 10;
}
