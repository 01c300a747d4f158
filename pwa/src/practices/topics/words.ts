/** The sealed words of a topic. */

import type { Words } from "../../kernel/crypto/seal";
import { textOf } from "../../kernel/text/text-of";

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
