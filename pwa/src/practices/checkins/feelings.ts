/** The vocabulary of feelings, in the language of the app. */

import vocabulary from "../../../content/feelings.json";
import { getLocale } from "../../paraglide/runtime.js";
import type { Mood } from "./words";

export interface FeelingGroup {
	readonly id: string;
	readonly label: string;
	readonly feelings: readonly { readonly value: string; readonly label: string }[];
}

type Label = Readonly<Record<string, string>> & { readonly en: string };

/** All groups, those that are likely for this face first. */
export function feelingGroups(mood: Mood): readonly FeelingGroup[] {
	const groups = vocabulary.groups.map(({ id, tone, label, feelings }) => ({
		tone,
		id,
		label: inLanguage(label),
		feelings: feelings.map((feeling) => ({ value: feeling.id, label: inLanguage(feeling.label) })),
	}));
	const likely = mood >= 3 ? "pleasant" : "unpleasant";
	return [...groups.filter(({ tone }) => tone === likely), ...groups.filter(({ tone }) => tone !== likely)];
}

/** The word for a feeling; its id where a newer app knows one that this one does not. */
export function feelingWord(id: string): string {
	const known = vocabulary.groups.flatMap(({ feelings }) => feelings).find((feeling) => feeling.id === id);
	return known ? inLanguage(known.label) : id.replaceAll("_", " ");
}

function inLanguage(label: Label): string {
	return label[getLocale()] ?? label.en;
}
