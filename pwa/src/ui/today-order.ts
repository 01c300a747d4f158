/** The order of Today, from the top; only this file decides it. A practice fills the slots it has something for. */

/**
 * What concerns me now, my own pause first, then what both do instead of a loop they are in. The screen fills `alarm`
 * and `waits` itself.
 */
export const TODAY_FIRST = ["pause", "interrupt", "alarm", "yes", "due", "waits", "off"] as const;

/** What is there every day. The screen fills `both`, the two circles, itself. */
export const TODAY_THEN = ["how", "both", "ready", "shared", "good", "next"] as const;

export type TodayPlace = (typeof TODAY_FIRST)[number] | (typeof TODAY_THEN)[number];

/** The slots that the screen fills itself. */
export type ScreensPlace = "alarm" | "waits" | "both";

export type PracticesPlace = Exclude<TodayPlace, ScreensPlace>;
