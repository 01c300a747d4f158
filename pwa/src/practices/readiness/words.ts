/** What a person says beside being ready: their energy, as it lies in the sealed words. */

import type { Words } from "../../kernel/seal";
import { type Level, levelOf } from "../../ui/level";

export const VERSION = 1;

export function energyWords(energy: Level | null): Words {
	return { energy };
}

/** Null where they did not say. */
export function readEnergy(words: Words | null): Level | null {
	return levelOf(words?.energy);
}
