/** The sealed words of a page. */

import type { Words } from "../../kernel/crypto/seal";

export interface PageWords {
	readonly text: string;
	/** The question it answers, by its id in content/journal-prompts.json; null without one. */
	readonly prompt: string | null;
	/** On a private page: the id of its last shared copy, which may have been deleted since. */
	readonly shared_as: string | null;
}

/** Parses words; missing or malformed fields count as not said. Null without a text. */
export function readPage(words: Words | null): PageWords | null {
	const text = textOrNull(words?.text);
	if (!words || text === null) return null;
	return { text, prompt: textOrNull(words.prompt), shared_as: textOrNull(words.shared_as) };
}

function textOrNull(value: unknown): string | null {
	return typeof value === "string" && value.trim() !== "" ? value : null;
}
