/** What stands on Today, from the top; nothing else decides it. A practice fills the places it has something for. */

/** What concerns me now, one's own pause before all else. `alarm` and `waits` are the screen's own. */
export const TODAY_FIRST = ["pause", "alarm", "yes", "due", "waits"] as const;

/** What is there on any day. `both`, the two circles, are the screen's own. */
export const TODAY_THEN = ["how", "both", "ready", "next"] as const;

export type TodayPlace = (typeof TODAY_FIRST)[number] | (typeof TODAY_THEN)[number];

/** The places that the screen fills by itself. */
export type ScreensPlace = "alarm" | "waits" | "both";

export type PracticesPlace = Exclude<TodayPlace, ScreensPlace>;
