/** Quiet hours, as the server applies them: reminders in these hours are skipped. */

import type { Preferences } from "./preferences";

/** Whether a local time such as "22:30" is in the person's quiet hours. The end itself is not. */
export function isQuiet(
	time: string,
	{ quiet_from, quiet_until }: Pick<Preferences, "quiet_from" | "quiet_until">,
): boolean {
	if (quiet_from === null || quiet_until === null) return false;
	if (quiet_from <= quiet_until) return quiet_from <= time && time < quiet_until;
	return time >= quiet_from || time < quiet_until;
}
