/** What is being chosen in the sheet, and which of it is new. Pure. */

import type { Level } from "../../ui/level";
import { AREAS, type Area, type ByArea, HOUR, type Reveal, type Said, type State, type Wish } from "./store";
import { nextEnd } from "./tapping";

/** Until when: unchanged for each area, or this many hours from now. */
export type End = "kept" | "1" | "2" | "4" | "8" | "24";

export interface Draft {
	readonly states: Readonly<Record<Area, State>>;
	readonly rules: Readonly<Record<Area, Reveal>>;
	readonly energy: Level | null;
	readonly end: End;
}

/** The sheet's initial choices. `shown`: what each area shows where the last tap is not stored yet. */
export function draftOf(
	mine: ByArea<Said>,
	rules: Draft["rules"],
	shown = (area: Area): State => mine[area]?.state ?? "not_now",
): Draft {
	const held = AREAS.flatMap((area) => mine[area] ?? []);
	return { states: each(shown), rules, energy: held[0]?.energy ?? null, end: held.length > 0 ? "kept" : "4" };
}

/** What has to be saved, since it differs from what is in force. */
export function wishesOf(draft: Draft, mine: ByArea<Said>, rules: Draft["rules"], now: number): readonly Wish[] {
	return AREAS.flatMap((area) => {
		const [state, reveal, before] = [draft.states[area], draft.rules[area], mine[area]];
		const hours = Number(draft.end);
		const until = draft.end === "kept" ? (before?.until ?? nextEnd(mine, now)) : now + hours * HOUR;
		const anew = state !== "not_now" && (draft.end !== "kept" || draft.energy !== before?.energy);
		const isNew = anew || state !== (before?.state ?? "not_now") || reveal !== rules[area];
		return isNew ? [{ area, state, reveal, until, energy: draft.energy }] : [];
	});
}

/** Who will see the choices; null if there are none. */
export function seenBy({ states, rules }: Draft): Reveal | "mixed" | null {
	const seen = new Set(AREAS.filter((area) => states[area] !== "not_now").map((area) => rules[area]));
	return seen.size > 1 ? "mixed" : ([...seen][0] ?? null);
}

function each<Value>(make: (area: Area) => Value): Record<Area, Value> {
	return { talk: make("talk"), money: make("money"), touch: make("touch"), intimacy: make("intimacy") };
}
