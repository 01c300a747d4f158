/** The sealed words of conversations, read defensively: another version may have written them. */

import type { Words } from "../../kernel/crypto/seal";
import { textOf } from "../../kernel/text/text-of";

export const SAYS = ["turn", "reflection", "heard", "not_yet"] as const;
/** A step: the speaker has said it, the listener reflects, the speaker feels heard or not yet. */
export type Says = (typeof SAYS)[number];

/** What is written in a step. A turn and a hint have only `text`, a reflection only the others. */
export interface StepWords {
	readonly text: string;
	readonly heard: string;
	readonly sense: string;
	readonly more: string;
}

export const NO_WORDS: StepWords = { text: "", heard: "", sense: "", more: "" };

export function readSays(said: unknown): Says | null {
	return SAYS.find((one) => one === said) ?? null;
}

export function readStep(words: Words | null): StepWords {
	const { text, heard, sense, more } = words ?? {};
	return { text: textOf(text), heard: textOf(heard), sense: textOf(sense), more: textOf(more) };
}

/** What is sealed of a step: only what belongs to it; null if that is nothing. */
export function stepWords(says: Says, { text, heard, sense, more }: StepWords): Words | null {
	if (says === "reflection") return { heard: heard.trim(), sense: sense.trim(), more: more.trim() };
	return text.trim() === "" ? null : { text: text.trim() };
}
