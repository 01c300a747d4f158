/** The sealed words of a wobble, and of the card: what helps. */

import type { Words } from "../../kernel/crypto/seal";

/** Empty without a card. */
export function readHelps(words: Words | null): string {
	return typeof words?.helps === "string" ? words.helps.trim() : "";
}
