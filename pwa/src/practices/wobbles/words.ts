/** The sealed words of a wobble, and of the card: what helps. */

import type { Words } from "../../kernel/crypto/seal";
import { textOf } from "../../kernel/text/text-of";

/** Empty without a card. */
export function readHelps(words: Words | null): string {
	return textOf(words?.helps);
}
