/**
 * Recovery words for tests: the first, second and third of each test are the same throughout a file, so that each is
 * stretched once.
 */

import { beforeEach } from "vitest";
import { newPhrase } from "../kernel/crypto/phrase";

const made: string[] = [];
let used = 0;

beforeEach(() => {
	used = 0;
});

/** Words that nobody has used in this test. */
export function unusedPhrase(): string {
	const phrase = made[used] ?? newPhrase();
	made[used] = phrase;
	used += 1;
	return phrase;
}
