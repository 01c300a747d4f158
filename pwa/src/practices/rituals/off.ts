/** The times that do not take place: skipped ones, and those that one of the two has cancelled. They stay in sight. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { minute } from "../../kernel/store/clock";
import { instantOf } from "../../kernel/store/instant";
import { shown } from "../../kernel/store/records";
import { RITUAL_ENDS } from "./kinds";
import { comingTimes, isNear, isStanding, type Occurrence } from "./occurrences";
import { isOnce, type Ritual, rituals } from "./ritual";
import { HORIZON, upcoming } from "./store";
import { isZone } from "./zones";

const DAY = 86_400_000;

const ends = shown(RITUAL_ENDS);

/** What the two had agreed on, in its last version, and one has ended since. */
const endedForBoth = computed(() => {
	const agreed = rituals.value.filter((one) => !one.only_me && one.accepted_by_me && one.accepted_by_partner);
	const replaced = new Set(agreed.map(({ replaces }) => replaces));
	return agreed.filter(({ id, state }) => state === "ended" && !replaced.has(id));
});

/** The dates that one of the two has cancelled, until their end. */
export const cancelledDates: ReadonlySignal<readonly Occurrence[]> = computed(() =>
	cancelled(endedForBoth.value.filter(isOnce), minute.value + HORIZON),
);

/**
 * The skipped and cancelled times that would be soon, until their end: otherwise who counts on one would just no longer
 * see it. Of a ritual that comes back those on the day after its end.
 */
export const offSoon: ReadonlySignal<readonly Occurrence[]> = computed(() => {
	const skipped = upcoming.value.filter(({ state }) => state === "skipped");
	const lately = endedForBoth.value.filter((one) => !isOnce(one) && hasEndedLately(one));
	const times = [...skipped, ...cancelledDates.value, ...cancelled(lately, minute.value + DAY)];
	return times.filter((occurrence) => isNear(occurrence, minute.value)).sort((a, b) => a.at - b.at);
});

/** Within a day, or not sent yet. */
function hasEndedLately({ id }: Ritual): boolean {
	const end = ends.value.find((one) => one.id === id);
	return end !== undefined && minute.value - (instantOf(end.fields.at) ?? minute.value) < DAY;
}

/** Those of the times until `until` that took place until all of it was ended. */
function cancelled(ended: readonly Ritual[], until: number): readonly Occurrence[] {
	return comingTimes(
		ended.filter(({ recurrence }) => isZone(recurrence.zone)),
		minute.value,
		until,
	)
		.filter(({ state }) => isStanding(state))
		.map((occurrence) => ({ ...occurrence, state: "cancelled" }));
}
