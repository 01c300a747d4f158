/**
 * What the server tells each phone at every launch: a seat that is about to pass, a leaving that can be undone, the day
 * on which it stops. The phone keeps it, so that every tab shows it as soon as the app is opened.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { SessionView } from "../http/api";
import { tell } from "../store/channel";
import { dropMeta, type Meta, readMeta, type Seat, writeMeta } from "../store/meta";

const kept = {
	seat: signal<Seat | null>(null),
	left: signal<Meta["left"] | null>(null),
	closes_on: signal<string | null>(null),
};
const NAMES = ["seat", "left", "closes_on"] as const;
type Name = (typeof NAMES)[number];

/** A seat in a couple that is about to pass to a new account. */
export const seat: ReadonlySignal<Seat | null> = kept.seat;

/** A phone that signed in with the recovery words has left this couple; until when (server time) that can be undone. */
export const left: ReadonlySignal<Meta["left"] | null> = kept.left;

/** The day on which whoever runs this server stops it, such as "2027-01-31". */
export const closesOn: ReadonlySignal<string | null> = kept.closes_on;

/** Reads what was last told. */
export async function loadTold(): Promise<void> {
	await Promise.all(NAMES.map(load));
}

/** Keeps what the server says, at every launch. */
export async function noteTold(view: Pick<SessionView, Name>): Promise<void> {
	const part = (["gives", "has", "gets"] as const).find((one) => one === view.seat?.part);
	await note(
		"seat",
		view.seat && part ? { couple_id: view.seat.couple_id, part, due: Date.parse(view.seat.due) } : null,
	);
	await note("left", view.left && { couple_id: view.left.couple_id, until: Date.parse(view.left.until) });
	await note("closes_on", view.closes_on);
}

/** The seat has passed. */
export async function forgetSeat(): Promise<void> {
	await note("seat", null);
}

/** Resets the signals, after the phone was wiped. */
export function forgetTold(): void {
	for (const name of NAMES) kept[name].value = null;
}

async function load<N extends Name>(name: N): Promise<void> {
	show(name, (await readMeta(name)) ?? null);
}

async function note<N extends Name>(name: N, next: Meta[N] | null): Promise<void> {
	show(name, next);
	if (JSON.stringify(next) === JSON.stringify((await readMeta(name)) ?? null)) return;
	await (next === null ? dropMeta(name) : writeMeta(name, next));
	tell({ type: "meta" });
}

function show<N extends Name>(name: N, value: Meta[N] | null): void {
	(kept[name] as { value: Meta[N] | null }).value = value;
}
