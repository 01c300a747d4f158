/**
 * The server finds matches by itself, on five-minute marks, and its stream does not announce them: an open app polls.
 */

import { computed, effect } from "@preact/signals";
import { minute } from "../../kernel/store/clock";
import { askForNews } from "../../kernel/sync/running";
import { AREAS, bothUntil, MINUTE, mine } from "./store";

const EVERY = 5 * MINUTE;

/** Whether this person is ready without a match, so that there may be one soon. */
const waits = computed(() => AREAS.some((area) => mine.value[area]?.state === "ready" && bothUntil(area) === null));
const turn = computed(() => Math.floor(minute.value / EVERY));

/** While one may come, polls soon after each five-minute mark, until the returned function is called. */
export function lookForMatches(look: () => void = askForNews): () => void {
	let seen = turn.peek();
	return effect(() => {
		if (!waits.value || turn.value === seen) return;
		seen = turn.value;
		look();
	});
}
