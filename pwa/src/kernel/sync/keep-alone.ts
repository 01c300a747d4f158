/**
 * A pause for a couple that has ended: another phone, or the partner, has left, and this phone did not know yet. The
 * person still needs it, so it becomes their own.
 */

import { computed, effect } from "@preact/signals";
import { asProblem } from "../browser/problem";
import { kindOf } from "../store/practice";
import { type Queued, queue, stuckItems } from "../store/queue";
import { alone, session } from "../store/session";
import { keepForMe } from "./stuck";

/** What was refused since its couple has ended, of kinds that a person without a partner writes too. */
const strays = computed(() => (alone.value ? stuckItems.value.filter(isStray) : []));

/** Keeps them for the person, now and later, until the returned function is called. Call it in the leading tab. */
export function keepAlone(): () => void {
	const begun = new Set<number>();
	return effect(() => {
		for (const { seq } of strays.value) {
			if (begun.has(seq)) continue;
			begun.add(seq);
			// what cannot be stored now waits in the tray
			keepForMe(seq).catch(asProblem);
		}
	});
}

/** One that has been ended already is over for the person too. */
function isStray({ kind, space_id, lane }: Queued): boolean {
	const { value } = session;
	if (value.state !== "ready" || space_id === value.person_id || !kindOf(kind)?.aloneToo) return false;
	return !queue.value.some(({ parent }) => parent === lane);
}
