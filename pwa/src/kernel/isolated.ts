/** Typed words inside a message, each in its own direction. */

const RIGHT_TO_LEFT =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * A name or a title, ready to be put into a message: where it has letters that run from right to left, it is set apart
 * (UAX #9 §2.4.1: FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE), so that it does not draw the time or the full stop
 * after it to its other side. All others stay as they were typed.
 */
export function isolated(words: string): string {
	return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;
}
