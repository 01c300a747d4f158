/**
 * The order of Talk, Plan and Time, from the top; only this file decides it. A practice fills the slots it has
 * something for; in one slot, practices stand in the order of their list. Today has today-order.ts.
 */

/** What is open between the two, what one may say to the other, and what was written and not sent. */
export const TALK = ["open", "ways", "drafts"] as const;

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
	readonly talk: (typeof TALK)[number];
	readonly plan: (typeof PLAN)[number];
	readonly time: (typeof TIME_FIRST | typeof TIME_THEN | typeof TIME_EMPTY)[number];
}
