/** The vocabulary of feelings, in the language of the app. */

import vocabulary from "../../content/feelings.json";
import { isolated } from "../kernel/text/isolated";
import type { Mood } from "./faces";
import { inLanguage, type Translated } from "./in-language";

export interface FeelingGroup {
	readonly id: string;
	readonly label: string;
	readonly feelings: readonly { readonly value: string; readonly label: string }[];
}

export type Tone = "pleasant" | "unpleasant";

interface Feeling {
	readonly id: string;
	readonly label: Translated;
}

/** All groups, those of this tone first. */
export function feelingGroups(likely: Tone): readonly FeelingGroup[] {
	const groups = vocabulary.groups.map(({ id, tone, label, feelings }) => ({
		tone,
		id,
		label: inLanguage(label),
		feelings: feelings.map((feeling) => ({ value: feeling.id, label: inLanguage(feeling.label) })),
	}));
	return [...groups.filter(({ tone }) => tone === likely), ...groups.filter(({ tone }) => tone !== likely)];
}

/** Feelings that often go with a face, offered first. */
const SUITING: Readonly<Record<Mood, readonly string[]>> = {
	1: ["overwhelmed", "hurt", "angry", "sad", "afraid", "lonely", "ashamed", "drained", "hopeless"],
	2: ["tired", "sad", "anxious", "lonely", "disappointed", "irritated", "distant", "on_edge", "numb"],
	3: ["tired", "thoughtful", "restless", "torn", "distant", "settled", "curious", "numb", "hopeful"],
	4: ["calm", "content", "grateful", "hopeful", "relieved", "close", "rested", "curious", "tender"],
	5: ["joyful", "grateful", "loved", "close", "playful", "proud", "excited", "calm", "attracted"],
};

/** The feelings that a face is likely to go with. */
export function likelyTone(mood: Mood): Tone {
	return mood >= 3 ? "pleasant" : "unpleasant";
}

export function suitingFeelings(mood: Mood): readonly string[] {
	return SUITING[mood];
}

/** The word for a feeling: from the vocabulary, else as the person or a newer app wrote it. */
export function feelingWord(id: string): string {
	const known = find(({ id: one }) => one === id);
	return known ? inLanguage(known.label) : isolated(id.replaceAll("_", " "));
}

export function isKnownFeeling(id: string): boolean {
	return find(({ id: one }) => one === id) !== undefined;
}

/** How many of a person's own words a form offers again. */
const OFFERED = 6;

/** A person's own words among what they said, each once and in that order. */
export function ownWords(said: readonly string[]): readonly string[] {
	return [...new Set(said.filter((feeling) => !isKnownFeeling(feeling)))].slice(0, OFFERED);
}

/** The stored form of a typed word: its name in the vocabulary, else the word with single spaces. */
export function ownFeeling(typed: string): string {
	const word = typed.trim().replace(/[\s_]+/g, " ");
	const known = find(({ label }) => inLanguage(label).toLowerCase() === word.toLowerCase());
	return known?.id ?? word;
}

function find(matches: (feeling: Feeling) => boolean): Feeling | undefined {
	return vocabulary.groups.flatMap(({ feelings }) => feelings).find(matches);
}
