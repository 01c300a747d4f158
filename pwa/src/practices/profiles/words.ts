/** The sealed words of a profile: the name. In your own space the kernel also stores `partner` there. */

import type { Words } from "../../kernel/crypto/seal";

export function readName(words: Words | null): string | null {
	const name = words?.name;
	return typeof name === "string" && name.trim() !== "" ? name.trim() : null;
}
