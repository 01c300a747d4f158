/** Whether this phone's zone is the saved one. Apart from the preferences, which the first paint needs. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { nameNow } from "../browser/zone-names";
import { preferences, toldZone, UTC } from "./preferences";

/** This phone's zone if it differs from the saved one: ask before saving it. */
export const zoneDiffers: ReadonlySignal<string | null> = computed(() => {
	const told = toldZone();
	return told === null || nameNow(told) === nameNow(preferences.value.zone) ? null : told;
});

/** This phone does not tell its zone, and the person has not chosen one: times are in UTC. */
export const zoneUntold: ReadonlySignal<boolean> = computed(
	() => toldZone() === null && preferences.value.zone === UTC,
);
