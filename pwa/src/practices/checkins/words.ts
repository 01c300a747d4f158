/** The sealed words of a check-in. */

import type { Words } from "../../kernel/crypto/seal";
import { cut } from "../../kernel/text/cut-short";
import { type Level, levelOf } from "../../ui/level";

/** 1 is very hard, 5 is good. */
export type Mood = 1 | 2 | 3 | 4 | 5;

export interface CheckInWords {
	readonly mood: Mood;
	/** Null where the person did not say. */
	readonly energy: Level | null;
	readonly closeness: Level | null;
	/** At most three: names from the vocabulary, or the person's own words. */
	readonly feelings: readonly string[];
	readonly note: string;
	/** Added on a later day than the one it is about. */
	readonly added_later: boolean;
}

export const MOST_FEELINGS = 3;
/** The most characters of an own word for a feeling. */
export const LONGEST_FEELING = 40;

/** Parses words; missing or malformed fields count as not said. Null without a mood. */
export function readCheckIn(words: Words | null): CheckInWords | null {
	const mood = levelOf(words?.mood);
	if (!words || !mood) return null;
	const feelings = Array.isArray(words.feelings) ? words.feelings.filter((feeling) => typeof feeling === "string") : [];
	const note = typeof words.note === "string" ? words.note : "";
	return {
		mood,
		energy: levelOf(words.energy),
		closeness: levelOf(words.closeness),
		feelings: feelings.slice(0, MOST_FEELINGS).map((feeling) => cut(feeling, LONGEST_FEELING)),
		note,
		added_later: words.added_later === true,
	};
}
