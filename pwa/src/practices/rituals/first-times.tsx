/** The first dates of a schedule, before anybody accepts it. */

import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { placeOf } from "../../ui/place-of";
import { clockTime, joined, shortDate } from "../../ui/when";
import { nextTimes, type Recurrence } from "./recurrence";
import { isZone } from "./zones";

const SHOWN = 3;

/** By this phone's clock, or what there is to say in their place. A single date is said by its schedule. */
export function FirstTimes({ recurrence }: { readonly recurrence: Recurrence }) {
	if (recurrence.frequency === "once" && hasTimes(recurrence)) return null;
	const { first, after } = firstTimes(recurrence, minute.value);
	return (
		<p class="first-times">
			<b>{first}</b>
			{after && <span class="soft">{after}</span>}
		</p>
	);
}

/** "First: Sat 5 December, 19:30" and "Then: Sat 12 December and Sat 19 December". */
export function firstTimes(recurrence: Recurrence, now: number): { readonly first: string; readonly after: string } {
	const { frequency, zone } = recurrence;
	const [first, ...more] = nextTimes(recurrence, now, SHOWN);
	const none = frequency === "once" ? m.time_has_passed : m.ritual_no_times;
	if (!first) return { first: unknownZone(zone) ?? none(), after: "" };
	const when = m.when_day_time({ day: shortDate(first.at, now), time: clockTime(first.at) });
	const days = more.map(({ at }) => shortDate(at, now));
	return { first: m.ritual_first({ when }), after: days.length > 0 ? m.ritual_then({ days: joined(days) }) : "" };
}

/** Whether a schedule has a time in the future. */
export function hasTimes(recurrence: Recurrence): boolean {
	return nextTimes(recurrence, minute.value, 1).length > 0;
}

/** A note instead of the times, if this phone does not know the ritual's zone; else null. */
export function unknownZone(zone: string): string | null {
	return isZone(zone) ? null : m.ritual_zone_unknown({ place: placeOf(zone) });
}
