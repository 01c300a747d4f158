/** Typed words inside a message, each in its own direction. */

const RIGHT_TO_LEFT =
	/[\u061c\u200f\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Characters that turn or set apart the direction of what follows (UAX #9 §2.1 to §2.4), and have no look of their own. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a title, ready to be put into a message: where it has letters that run from right to left, it is set apart
 * (UAX #9 §2.4.1: FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE), so that it does not draw the time or the full stop
 * after it to its other side. Controls of direction are dropped: an open one would turn round all that follows.
 */
export function isolated(words: string): string {
	const plain = withoutTurns(words);
	return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** For what stands alone, or where marks of direction are no use: without controls that turn round what follows. */
export function withoutTurns(words: string): string {
	return words.replace(CONTROLS, "");
}
