/** The vocabulary of needs, in the language of the app. */

import vocabulary from "../../../content/needs.json";
import type { Option } from "../../ui/choice";
import { inLanguage } from "../../ui/in-language";

export function needOptions(): readonly Option<string>[] {
	return vocabulary.needs.map(({ id, label }) => ({ value: id, label: inLanguage(label) }));
}

export function isKnownNeed(need: string): boolean {
	return vocabulary.needs.some(({ id }) => id === need);
}

/** The words for a need: from the vocabulary, else as the person or a newer app wrote it. */
export function needWord(need: string): string {
	const known = vocabulary.needs.find(({ id }) => id === need);
	return known ? inLanguage(known.label) : need.replaceAll("_", " ");
}
