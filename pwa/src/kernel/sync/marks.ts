/**
 * The server finds by itself that both have answered, on five-minute marks, and its stream does not announce it: an
 * open app polls.
 */

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { minute } from "../store/clock";
import { askForNews } from "./running";

const EVERY = 300_000;

const turn = computed(() => Math.floor(minute.value / EVERY));

/** While something may come, polls soon after each five-minute mark, until the returned function is called. */
export function lookAtMarks(waits: ReadonlySignal<boolean>, look: () => void = askForNews): () => void {
	let seen = turn.peek();
	return effect(() => {
		if (!waits.value || turn.value === seen) return;
		seen = turn.value;
		look();
	});
}
