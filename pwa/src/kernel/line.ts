/** The optional line that goes with a pause or an ask, as it lies in its sealed words and in its headline. */

import type { Words } from "./seal";

/** How much of the line fits a headline, with room for characters of four bytes. */
const HEADLINE_CHARACTERS = 40;

export function readLine(words: Words | null): string | null {
	return typeof words?.line === "string" && words.line !== "" ? words.line : null;
}

export function lineWords(line: string): Words {
	return { line };
}

/** What a lock screen may show. */
export function lineHeadline(words: Words | null): Words | null {
	const line = readLine(words);
	if (line === null) return null;
	const characters = Array.from(line);
	return {
		line: characters.length > HEADLINE_CHARACTERS ? `${characters.slice(0, HEADLINE_CHARACTERS).join("")}…` : line,
	};
}
