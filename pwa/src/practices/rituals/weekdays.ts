/** Apart from the arithmetic in recurrence.ts, so that reading a ritual does not load it. */

export type Weekday = "mo" | "tu" | "we" | "th" | "fr" | "sa" | "su";

/** Weeks begin on Monday. */
export const WEEKDAYS: readonly Weekday[] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
