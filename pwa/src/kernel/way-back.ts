/** The way back by phrase, as screens see it. Words and keys are loaded when they are needed. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { readMeta, writeMeta } from "./local";

const state = signal<"unknown" | "none" | "left">("unknown");

/** Whether the person has left a way back; unknown until the server was asked once. */
export const wayBack: ReadonlySignal<"unknown" | "none" | "left"> = state;

export async function loadWayBack(): Promise<void> {
	state.value = (await readMeta("way_back")) ?? "unknown";
}

export async function noteWayBack(known: "none" | "left"): Promise<void> {
	if (state.value === known) return;
	await writeMeta("way_back", known);
	state.value = known;
	tell({ type: "meta" });
}

/** After everything was deleted. */
export function forgetWayBack(): void {
	state.value = "unknown";
}

/** Twelve fresh words, kept nowhere. */
export async function newPhrase(): Promise<readonly string[]> {
	return (await import("./phrase")).newPhrase().split(" ");
}

/** Leaves a way back under these words and the unwritten one, if any. Needs the network; throws Problem. */
export async function leaveWayBack(words: readonly string[], extra: string): Promise<void> {
	await (await import("./recovery")).leaveWayBack(words.join(" "), extra);
}

/** Comes back on this phone. Needs the network; throws Problem (bad_phrase, no_such_phrase). */
export async function comeBack(typed: string, extra: string): Promise<void> {
	await (await import("./recovery")).recover(typed, extra);
}
