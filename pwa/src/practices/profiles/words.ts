/** What a person calls themselves, as it lies in sealed words; in the own space the kernel keeps the `partner` beside it. */

import type { Words } from "../../kernel/seal";

export const VERSION = 1;

export function readName(words: Words | null): string | null {
	const name = words?.name;
	return typeof name === "string" && name.trim() !== "" ? name.trim() : null;
}
