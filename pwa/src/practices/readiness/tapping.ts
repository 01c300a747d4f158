/** A tap on an area: not now, maybe, ready, and back to not now. Decides the end, and when it is saved. */

import { signal } from "@preact/signals";
import { serverNow } from "../../kernel/clock";
import {
	AREAS,
	type Area,
	type ByArea,
	HOUR,
	mine,
	rules,
	type Said,
	type State,
	saidNow,
	sayReady,
	type Wish,
} from "./store";

/**
 * How long a tap waits for another one before it is saved, in milliseconds: the way from maybe to not now passes
 * ready, which is not meant.
 */
const SETTLED = 1500;
const USUAL = 4 * HOUR;

/** What was said, and how to restore what was said before. */
export interface Told {
	readonly wish: Wish;
	readonly undo: () => Promise<void>;
}

type Tell = (told: Told) => void;

interface Tapped {
	readonly state: State;
	readonly tell: Tell;
	readonly timer: ReturnType<typeof setTimeout>;
}

const tapped = signal<ByArea<Tapped>>({});

/** The state each area shows: the last tap, else what is in force. */
export function shownState(area: Area): State {
	return tapped.value[area]?.state ?? mine.value[area]?.state ?? "not_now";
}

export function nextState(state: State): State {
	return ({ not_now: "maybe", maybe: "ready", ready: "not_now" } as const)[state];
}

/** The common end of what is in force; null if there is none, or if ends differ. */
export function sharedEnd(held: ByArea<Said>): number | null {
	const ends = new Set(Object.values(held).map(({ until }) => until));
	return ends.size === 1 ? ([...ends][0] ?? null) : null;
}

/** The end of what is said next: the latest end in force, else four hours from now. */
export function nextEnd(held: ByArea<Said>, now: number): number {
	const ends = Object.values(held).map(({ until }) => until);
	return ends.length > 0 ? Math.max(...ends) : now + USUAL;
}

/** Advances by one tap. Not now is saved at once, the others when no other tap follows; then calls `tell`. */
export function tapArea(area: Area, tell: Tell): void {
	const state = nextState(shownState(area));
	clearTimeout(tapped.value[area]?.timer);
	const timer = setTimeout(() => void sayTapped(area), SETTLED);
	tapped.value = { ...tapped.value, [area]: { state, tell, timer } };
	if (state === "not_now") void sayTapped(area);
}

/** Saves at once what still waits, since the screen is left. */
export async function sayAllTapped(): Promise<void> {
	for (const area of AREAS) await sayTapped(area);
}

async function sayTapped(area: Area): Promise<void> {
	const meant = tapped.value[area];
	if (!meant) return;
	clearTimeout(meant.timer);
	try {
		const before = saidNow([area]);
		const [wish] = wishOf(area, meant.state, mine.value);
		if (!wish) return;
		await sayReady([wish]);
		meant.tell({ wish, undo: () => sayReady(before) });
	} finally {
		// another tap may have come meanwhile
		if (tapped.value[area] === meant) tapped.value = { ...tapped.value, [area]: undefined };
	}
}

/** Nothing if it is said already. */
function wishOf(area: Area, state: State, held: ByArea<Said>): readonly Wish[] {
	const before = held[area];
	if (state === (before?.state ?? "not_now")) return [];
	const [some] = Object.values(held);
	const energy = before?.energy ?? some?.energy ?? null;
	return [{ area, state, reveal: rules.value[area], until: before?.until ?? nextEnd(held, serverNow()), energy }];
}
