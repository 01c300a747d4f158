/** The sealed words of a conversation on one phone: all of it, with both voices. */

import type { Words } from "../../kernel/crypto/seal";
import { textOf } from "../../kernel/text/text-of";
import type { Step } from "./turns";
import { readSays, readStep } from "./words";

export interface Own {
	readonly line: string;
	readonly mode: "spoken" | "written";
	readonly keeps: boolean;
	readonly turn_seconds: number;
	/** Whether the owner of the phone speaks first. */
	readonly mine_first: boolean;
	readonly steps: readonly Step[];
	/** When the running step began, in epoch milliseconds. */
	readonly step_at: number;
	/** No step runs meanwhile. */
	readonly on_break: boolean;
	readonly over: boolean;
	readonly takeaways: { readonly mine: string; readonly theirs: string };
}

export function readOwn(words: Words | null): Own {
	const { line, mode, keeps, turn_seconds, mine_first, steps, step_at, on_break, over, mine, theirs } = words ?? {};
	return {
		line: textOf(line),
		mode: mode === "written" ? "written" : "spoken",
		keeps: keeps === true,
		turn_seconds: typeof turn_seconds === "number" ? turn_seconds : 180,
		mine_first: mine_first !== false,
		steps: Array.isArray(steps) ? steps.flatMap(asStep) : [],
		step_at: typeof step_at === "number" ? step_at : 0,
		on_break: on_break === true,
		over: over === true,
		takeaways: { mine: textOf(mine), theirs: textOf(theirs) },
	};
}

/** The words to seal. What is not kept is not in them once it is over. */
export function ownWords({ takeaways, steps, ...own }: Own): Words {
	const said = own.over && !own.keeps ? [] : steps;
	return {
		...own,
		...takeaways,
		steps: said.map(({ says, by_me, words }) => ({ says, by_me, ...words })),
	};
}

function asStep(said: unknown): Step[] {
	if (typeof said !== "object" || said === null || Array.isArray(said)) return [];
	const fields = said as Words;
	const says = readSays(fields.says);
	return says ? [{ says, by_me: fields.by_me === true, words: readStep(fields) }] : [];
}
