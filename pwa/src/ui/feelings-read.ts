/** Feelings in sealed words, apart from the vocabulary: records are read long before a screen needs that. */

import { cut } from "../kernel/text/cut-short";

/** The most feelings of one record. */
export const MOST_FEELINGS = 3;
/** The most characters of an own word for a feeling. */
export const LONGEST_FEELING = 40;

/** The feelings in sealed words; what is malformed or too much counts as not said. */
export function readFeelings(said: unknown): readonly string[] {
	const feelings = Array.isArray(said) ? said.filter((feeling) => typeof feeling === "string") : [];
	return feelings.slice(0, MOST_FEELINGS).map((feeling) => cut(feeling, LONGEST_FEELING));
}
