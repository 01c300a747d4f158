/** The sealed words of a pattern. */

import type { Words } from "../../kernel/crypto/seal";
import { cutShort } from "../../kernel/text/cut-short";
import { textOf } from "../../kernel/text/text-of";

export interface PatternWords {
	/** The id of the template it began as, in content/patterns.json. */
	readonly template: string;
	readonly title: string;
	/** What it looks like for each of the two, by the person's id. */
	readonly looks: Readonly<Record<string, string>>;
	/** What both do instead. */
	readonly instead: string;
}

/** Null without a title. */
export function readPattern(words: Words | null): PatternWords | null {
	const title = textOf(words?.title);
	if (!title) return null;
	return { template: textOf(words?.template), title, looks: looksOf(words?.looks), instead: textOf(words?.instead) };
}

/** What a lock screen may show. */
export function insteadHeadline(words: Words | null): Words {
	return { instead: cutShort(readPattern(words)?.instead ?? "") };
}

function looksOf(said: unknown): PatternWords["looks"] {
	if (typeof said !== "object" || said === null) return {};
	return Object.fromEntries(Object.entries(said).map(([person, text]) => [person, textOf(text)]));
}
