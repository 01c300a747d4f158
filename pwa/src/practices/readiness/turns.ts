/** One change of an area at a time, so that a change compares with what the one before has stored. */

import type { Area } from "./store";

/** The last change of each area, which may have ended. */
const last = new Map<Area, Promise<unknown>>();

/**
 * Runs `change` once all earlier changes of these areas are stored or have failed; if there are none, at once. Other
 * areas do not wait. `change` must not wait for another turn of the same areas.
 */
export function inTurn<Result>(areas: readonly Area[], change: () => Promise<Result>): Promise<Result> {
	const earlier = areas.map((area) => last.get(area));
	const turn = Promise.allSettled(earlier).then(change);
	for (const area of areas) last.set(area, turn);
	return turn;
}
