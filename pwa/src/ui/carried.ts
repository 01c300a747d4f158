/** Words that somebody takes from one screen to the form of another practice, where they can still change them. */

let carried = "";

/** The next form that asks gets these words. Nothing is written by that. */
export function carry(words: string): void {
	carried = words;
}

/** The words that were carried here, once. */
export function takeCarried(): string {
	const words = carried;
	carried = "";
	return words;
}
