/** The sealed words of a reflection. */

import type { Words } from "../../kernel/crypto/seal";
import { textOf } from "../../kernel/text/text-of";
import { readFeelings } from "../../ui/feelings-read";

export const ACTS = ["pause", "talk", "write", "let_pass"] as const;
/** What the person will do. */
export type Act = (typeof ACTS)[number];

export interface ReflectionWords {
	/** At most three, as in a check-in. */
	readonly feelings: readonly string[];
	/** What happened, as it goes on after "when". */
	readonly when: string;
	/** By its id in content/needs.json, or in the person's own words. */
	readonly need: string;
	/** Null if the person did not say, or for one that only a newer app knows. */
	readonly act: Act | null;
	/** What both read if it is shared. */
	readonly sentence: string;
}

/** Parses words; missing or malformed fields count as not said. Null if nothing was said. */
export function readReflection(words: Words | null): ReflectionWords | null {
	const said = {
		feelings: readFeelings(words?.feelings),
		when: textOf(words?.when),
		need: textOf(words?.need),
		act: ACTS.find((act) => act === words?.act) ?? null,
		sentence: textOf(words?.sentence),
	};
	return isEmpty(said) ? null : said;
}

/** Of a shared one both read the sentence, and nothing that led to it. */
export function sharedOf<Said>({ sentence }: { readonly sentence: Said }): { readonly sentence: Said } {
	return { sentence };
}

export function isEmpty({ feelings, when, need, act, sentence }: ReflectionWords): boolean {
	return feelings.length === 0 && act === null && [when, need, sentence].every((text) => text.trim() === "");
}
