/**
 * Whose step comes next, from the steps alone, so that both phones agree and it works offline. Pure. The two alternate
 * strictly: a turn, a reflection, whether the speaker feels heard, and then another reflection or the other's turn.
 */

import type { Says, StepWords } from "./words";

export interface Step {
	readonly says: Says;
	readonly by_me: boolean;
	readonly words: StepWords;
}

export interface Place {
	/** `mark` is whether the speaker feels heard. */
	readonly next: "turn" | "reflection" | "mark";
	/** Whether it is mine. */
	readonly mine: boolean;
	/** Its number, from 1. */
	readonly number: number;
}

const FOLLOWS = { turn: "reflection", reflection: "mark", heard: "turn", not_yet: "reflection" } as const;

/** @param mine_first - whether I speak first */
export function placeAfter(steps: readonly Pick<Step, "says">[], mine_first: boolean): Place {
	const last = steps.at(-1);
	return {
		next: last ? FOLLOWS[last.says] : "turn",
		mine: mine_first === (steps.length % 2 === 0),
		number: steps.length + 1,
	};
}
