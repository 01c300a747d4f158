/** Which reminders of a ritual still come, and which of them fall in your quiet hours. */

import type { Preferences } from "../../kernel/preferences/preferences";
import { isQuiet } from "../../kernel/preferences/quiet";
import { nextTimes, type Recurrence, type Time } from "./recurrence";
import { isZone, localAt, timeOf } from "./zones";

const MINUTE = 60_000;
/** Enough for each weekday, with more than one time of each. */
const TIMES = 8;

/** The next times after `from`, as many as its reminders may depend on. */
export function timesToRemindOf(recurrence: Recurrence, from: number): readonly Time[] {
	return nextTimes(recurrence, from, TIMES);
}

/** The lead times, in minutes, with a reminder after `from` for any of these times. */
export function leadsToCome(
	leads: readonly number[],
	times: readonly Pick<Time, "at">[],
	from: number,
): readonly number[] {
	return leads.filter((lead) => times.some(({ at }) => at - lead * MINUTE > from));
}

/**
 * The lead times, in minutes, with a reminder in quiet hours at any of the next times after `from`. It never comes unless
 * you allow it.
 */
export function leadsInQuietHours(
	{ recurrence, lead_minutes }: { readonly recurrence: Recurrence; readonly lead_minutes: readonly number[] },
	mine: Pick<Preferences, "quiet_from" | "quiet_until" | "zone">,
	from: number,
): readonly number[] {
	if (!isZone(mine.zone)) return [];
	const times = timesToRemindOf(recurrence, from);
	return leadsToCome(lead_minutes, times, from).filter((lead) =>
		times.some(({ at }) => isQuiet(timeOf(localAt(at - lead * MINUTE, mine.zone)), mine)),
	);
}
