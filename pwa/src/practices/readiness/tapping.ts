/** A tap on an area: not now, maybe, ready, and back to not now. Decides the end, and when it is saved. */

import { signal } from "@preact/signals";
import { serverNow } from "../../kernel/store/clock";
import {
	AREAS,
	type Area,
	type ByArea,
	type Chosen,
	HOUR,
	mine,
	rules,
	type Said,
	type State,
	sayChosen,
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

/** Saves what the sheet chose of all areas, and drops the taps that still wait. Throws Problem `no_key`. */
export function sayInstead(choose: () => readonly Wish[]): Promise<Chosen> {
	for (const area of AREAS) clearTimeout(tapped.value[area]?.timer);
	tapped.value = {};
	return sayChosen(AREAS, choose);
}

async function sayTapped(area: Area): Promise<void> {
	const meant = tapped.value[area];
	if (!meant) return;
	clearTimeout(meant.timer);
	// another tap may come meanwhile: then this one is no longer meant, unless it withdraws
	const isLast = (): boolean => tapped.value[area] === meant;
	const choose = () => (isLast() || meant.state === "not_now" ? wishOf(area, meant.state, mine.value) : []);
	try {
		const { wishes, undo } = await sayChosen([area], choose);
		for (const wish of wishes) if (isLast()) meant.tell({ wish, undo });
	} finally {
		if (isLast()) tapped.value = { ...tapped.value, [area]: undefined };
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
