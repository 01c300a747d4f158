/** Typed words inside a message, kept from changing the direction of the text around them. */

const RIGHT_TO_LEFT =
	/[\u061c\u200f\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Invisible characters that change or isolate the direction of what follows (UAX #9 §2.1 to §2.4). */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a title, ready to be put into a message. If it has right-to-left letters, it is isolated (UAX #9 §2.4.1:
 * FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE), so that a time or full stop after it stays in place. Directional
 * controls are removed: one left open would reorder everything after it.
 */
export function isolated(words: string): string {
	const plain = withoutTurns(words);
	return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** A text among the words of a notice, isolated since the system writes other text beside it; "" if there is none. */
export function isolatedIn(words: Readonly<Record<string, unknown>> | null, name: string): string {
	const text = words?.[name];
	return typeof text === "string" ? isolated(text) : "";
}

/** Removes directional controls. For words that stand alone, or in places that isolates do not suit. */
export function withoutTurns(words: string): string {
	return words.replace(CONTROLS, "");
}
