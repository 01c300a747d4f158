/** The sealed words of a page. */

import type { Words } from "../../kernel/crypto/seal";

export interface PageWords {
	readonly text: string;
	/** The question it answers, by its id in content/journal-prompts.json; null without one. */
	readonly prompt: string | null;
}

/** Parses words; missing or malformed fields count as not said. Null without a text. */
export function readPage(words: Words | null): PageWords | null {
	const text = textOrNull(words?.text);
	if (!words || text === null) return null;
	return { text, prompt: textOrNull(words.prompt) };
}

function textOrNull(value: unknown): string | null {
	return typeof value === "string" && value.trim() !== "" ? value : null;
}
