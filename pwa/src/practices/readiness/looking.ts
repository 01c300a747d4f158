/** The server finds a match by itself, on full five minutes, and its streams do not tell of that: an open app looks. */

import { computed, effect } from "@preact/signals";
import { minute } from "../../kernel/clock";
import { askForNews } from "../../kernel/engine-part";
import { AREAS, bothUntil, MINUTE, mine } from "./store";

const EVERY = 5 * MINUTE;

/** Somebody is ready and has no match, so there may be one soon. */
const waits = computed(() => AREAS.some((area) => mine.value[area]?.state === "ready" && bothUntil(area) === null));
const turn = computed(() => Math.floor(minute.value / EVERY));

/** Asks for news soon after each full five minutes while one waits, until the returned function is called. */
export function lookForMatches(look: () => void = askForNews): () => void {
	let seen = turn.peek();
	return effect(() => {
		if (!waits.value || turn.value === seen) return;
		seen = turn.value;
		look();
	});
}
