/** Quiet hours as the server reads them: reminders in these hours are skipped. */

import type { Preferences } from "./preferences";

/** Whether a clock time of the person's zone, "22:30", lies in their quiet hours. The end itself does not. */
export function isQuiet(
	time: string,
	{ quiet_from, quiet_until }: Pick<Preferences, "quiet_from" | "quiet_until">,
): boolean {
	if (quiet_from === null || quiet_until === null) return false;
	if (quiet_from <= quiet_until) return quiet_from <= time && time < quiet_until;
	return time >= quiet_from || time < quiet_until;
}
