/** The optional line of a pause or an ask, in its sealed words and in its headline. */

import type { Words } from "../crypto/seal";
import { cutShort } from "../text/cut-short";

export function readLine(words: Words | null): string | null {
	return typeof words?.line === "string" && words.line !== "" ? words.line : null;
}

export function lineWords(line: string): Words {
	return { line };
}

/** What the lock screen may show. */
export function lineHeadline(words: Words | null): Words | null {
	const line = readLine(words);
	if (line === null) return null;
	return { line: cutShort(line) };
}
