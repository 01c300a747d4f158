/** Which requests may be sent now, and what an answer means for one. Pure. */

import type { Problem } from "../browser/problem";
import type { Queued } from "../store/queue";

/** How long what can be undone is held, in milliseconds: a little longer than the screen offers Undo. Nothing is held longer. */
export const HELD = 6000;

/** How long a request must still wait for its Undo, in milliseconds; `now` by this phone's wall clock. */
export function restOf({ due = 0 }: Pick<Queued, "due">, now: number): number {
	const rest = due - now;
	// the clock was set back since it was written
	return rest > HELD ? 0 : Math.max(0, rest);
}

/**
 * The requests that may be sent now, in order: urgent ones first, and only the oldest of each lane. Skips lanes with a
 * request in flight or a deletion that can still be undone, and requests whose parent has not been answered yet.
 */
export function sendable(queue: readonly Queued[], flying: ReadonlySet<string>): Queued[] {
	const firsts = new Map<string, Queued>();
	for (const item of queue) if (!firsts.has(item.lane)) firsts.set(item.lane, item);
	const held = new Set(queue.flatMap((item) => (item.held ? item.lane : [])));
	const free = [...firsts.values()].filter(
		(item) =>
			!item.stuck &&
			!flying.has(item.lane) &&
			!held.has(item.lane) &&
			!(item.parent !== null && held.has(item.parent)) &&
			!waitsForParent(item, queue),
	);
	return free.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.seq - b.seq);
}

export type Outcome =
	| "done"
	/** Undecided: send the same request later. */
	| "again"
	/** The session has ended: wait until it is renewed. */
	| "sign_in"
	/** The space has a new key: seal again. */
	| "old_key"
	/** The server needs a newer app. */
	| "update"
	/** Refused: only the person can decide. */
	| "needs_you";

export function outcomeOf(method: "PUT" | "DELETE", { status, code }: Problem): Outcome {
	if (status === 0 || status === 408 || status === 429 || status >= 500) return "again";
	if (status === 401) return "sign_in";
	if (status === 426) return "update";
	if (status === 409 && code === "old_key") return "old_key";
	if (method === "DELETE" && (status === 404 || status === 410)) return "done";
	return "needs_you";
}

/**
 * Whether it waits for its parent. A refused edit does not hold back children, since the record exists; a refused
 * creation does.
 */
function waitsForParent({ parent, strict, seq }: Queued, queue: readonly Queued[]): boolean {
	if (parent === null) return false;
	const before = queue.filter((other) => other.lane === parent && other.seq < seq);
	return before.some(({ stuck, edit }) => strict || !stuck || edit === 1);
}
