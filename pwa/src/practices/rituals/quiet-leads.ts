/** Which reminders of a ritual fall in your quiet hours, and so never come unless you allow them. */

import type { Preferences } from "../../kernel/preferences/preferences";
import { isQuiet } from "../../kernel/preferences/quiet";
import { nextTimes, type Recurrence } from "./recurrence";
import { isZone, localAt, timeOf } from "./zones";

const MINUTE = 60_000;
/** Enough for each weekday, with more than one time of each. */
const TIMES = 8;

/** The lead times, in minutes, with a reminder in quiet hours at any of the next times after `from`. */
export function leadsInQuietHours(
	{ recurrence, lead_minutes }: { readonly recurrence: Recurrence; readonly lead_minutes: readonly number[] },
	mine: Pick<Preferences, "quiet_from" | "quiet_until" | "zone">,
	from: number,
): readonly number[] {
	if (!isZone(mine.zone)) return [];
	const times = nextTimes(recurrence, from, TIMES);
	return lead_minutes.filter((lead) =>
		times.some(({ at }) => isQuiet(timeOf(localAt(at - lead * MINUTE, mine.zone)), mine)),
	);
}
