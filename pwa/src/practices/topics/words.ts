/** The sealed words of a topic. */

import type { Words } from "../../kernel/crypto/seal";

export interface TopicWords {
	readonly title: string;
	/** What its author needs before it is opened; may be empty. */
	readonly need: string;
}

/** Null without a title. */
export function readTopic(words: Words | null): TopicWords | null {
	const title = textOf(words?.title);
	return title ? { title, need: textOf(words?.need) } : null;
}

function textOf(said: unknown): string {
	return typeof said === "string" ? said.trim() : "";
}
