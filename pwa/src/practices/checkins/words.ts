/** The sealed words of a check-in. */

import type { Words } from "../../kernel/crypto/seal";
import { readFeelings } from "../../ui/feelings-read";
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

/** Parses words; missing or malformed fields count as not said. Null without a mood. */
export function readCheckIn(words: Words | null): CheckInWords | null {
	const mood = levelOf(words?.mood);
	if (!words || !mood) return null;
	const note = typeof words.note === "string" ? words.note : "";
	return {
		mood,
		energy: levelOf(words.energy),
		closeness: levelOf(words.closeness),
		feelings: readFeelings(words.feelings),
		note,
		added_later: words.added_later === true,
	};
}
