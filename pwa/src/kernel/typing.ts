/**
 * Words that are being typed. They are nowhere but on the screen, so a lock would throw them away: typing-box.ts seals
 * them meanwhile. They are never sent, and gone once they were saved or put away.
 */

import { locked } from "./lock";

const typed = new Map<string, unknown>();

/** What was typed there before the app was locked, if anything. */
export function typedBefore(place: string): unknown {
	return typed.get(place);
}

export function keepTyped(place: string, words: unknown): void {
	if (!locked.value) typed.set(place, words);
}

/** Saved, or put away: not where the lock took it off the screen. */
export function dropTyped(place: string): void {
	if (!locked.value) typed.delete(place);
}

/** All of it, which is here no more afterwards. */
export function takeTyped(): readonly (readonly [place: string, words: unknown])[] {
	const all = [...typed];
	typed.clear();
	return all;
}

export function giveTyped(all: readonly (readonly [place: string, words: unknown])[]): void {
	for (const [place, words] of all) typed.set(place, words);
}
