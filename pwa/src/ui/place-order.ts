/**
 * The order of Talk, Plan and Time, from the top; only this file decides it. A practice fills the slots it has
 * something for; in one slot, practices stand in the order of their list. Today has today-order.ts.
 */

/** What is open between the two, and what one may ask for. */
export const TALK_FIRST = ["open", "ask"] as const;
/** What else one may do: each a row of one list. */
export const TALK_WAYS = ["ways"] as const;
/** What was written and not sent, and what is settled. */
export const TALK_LAST = ["drafts", "earlier"] as const;

/** What waits for a yes, and what stands. */
export const PLAN = ["waits", "lists", "make"] as const;

/** The first column, if there is one. */
export const TIME_FIRST = ["coming"] as const;
/** The other column. */
export const TIME_THEN = ["lists", "make"] as const;
/** As long as nothing else is there. */
export const TIME_EMPTY = ["begin"] as const;

/** The slots of each place. */
export interface Slots {
	readonly talk: (typeof TALK_FIRST | typeof TALK_WAYS | typeof TALK_LAST)[number];
	readonly plan: (typeof PLAN)[number];
	readonly time: (typeof TIME_FIRST | typeof TIME_THEN | typeof TIME_EMPTY)[number];
}
