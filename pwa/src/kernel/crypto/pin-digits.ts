/** One spelling of a PIN for keyboards of all languages: the same digits are the same PIN. */

const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;
const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;

/**
 * The zeros of digits that number keyboards offer: Arabic, Persian and Urdu, Hindi, Bengali, Burmese, and the
 * full-width ones of East Asia.
 */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0xff10] as const;

/**
 * The PIN's one spelling: digits as 0 to 9 whatever their script and width, without spaces and invisible characters.
 */
export function plainPin(typed: string): string {
	return typed
		.normalize("NFKC")
		.replace(UNSEEN, "")
		.replace(DIGITS, (digit) => String(numberOf(digit)));
}

/** How a PIN may have been typed before PINs had one spelling: as typed now, then in the other scripts. */
export function spellings(typed: string): readonly string[] {
	const plain = plainPin(typed);
	const scripts = ZEROS.map((zero) => plain.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))));
	return [...new Set([typed, plain, `${plain} `, ...scripts])];
}

/** Digits of a script are ten consecutive code points, from zero to nine (Unicode Standard §4.6). */
function numberOf(digit: string): number {
	const point = digit.codePointAt(0) ?? 0;
	let first = point;
	while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
	return (point - first) % 10;
}
