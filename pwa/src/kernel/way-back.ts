/** The way back by phrase, as screens see it. Words and keys are loaded when they are needed. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "./channel";
import { serverNow } from "./clock";
import { madeAt } from "./ids";
import { readMeta, writeMeta } from "./local";
import type { Meta } from "./meta";
import { part } from "./parts";

const phrasePart = part(() => import("./phrase"));
const recoveryPart = part(() => import("./recovery"));

const state = signal<"unknown" | "none" | "left">("unknown");
const made = signal<number | null>(null);
const since = signal<number | null>(null);
const old = signal(false);

/** Whether the person has left a way back; unknown until the server was asked once. */
export const wayBack: ReadonlySignal<"unknown" | "none" | "left"> = state;

/** Whether the words in force are of version 1, whose extra word is guessed more easily. */
export const oldWords: ReadonlySignal<boolean> = old;

/** When the words in force were made elsewhere, until the person has said here that they know of it. */
export const newWords: ReadonlySignal<number | null> = made;

/** When the words in force were made, here or elsewhere. */
export const wordsSince: ReadonlySignal<number | null> = since;

export async function loadWayBack(): Promise<void> {
	const [known, words] = await Promise.all([readMeta("way_back"), readMeta("words")]);
	state.value = known ?? "unknown";
	since.value = words?.id ? madeAt(words.id) : null;
	made.value = words?.told ? null : since.value;
	old.value = words?.old ?? false;
}

/**
 * Takes note of the words in force. Those that a phone finds at its first look are no news to it, nor are those that it made
 * itself or came by.
 */
export async function noteWords(id: string | null, version: number | null): Promise<void> {
	const [before, own] = await Promise.all([readMeta("words"), readMeta("own_words")]);
	const old = version === 1;
	if (before?.id === id) {
		if ((before.old ?? false) !== old) await keepWords({ ...before, old });
	} else await keepWords({ id, told: id === own || (!before && state.value !== "none"), old });
}

/** This phone is about to make these words, or came by them: call it before the server is told, so that no look is quicker. */
export async function noteOwnWords(id: string): Promise<void> {
	await writeMeta("own_words", id);
}

/** The person knows of the new words: nothing is said of them here any more. */
export async function knowWords(): Promise<void> {
	const words = await readMeta("words");
	if (words) await keepWords({ ...words, told: true });
}

export async function noteWayBack(known: "none" | "left"): Promise<void> {
	if (state.value === known) return;
	await writeMeta("way_back", known);
	state.value = known;
	tell({ type: "meta" });
}

/** What brings the person back once this phone is wiped, as last heard; null where nothing was heard of it. */
export interface WaysBack {
	readonly words: boolean | null;
	readonly phone: boolean | null;
}

/** Can be asked while the app is locked too. */
export async function waysBack(): Promise<WaysBack> {
	const [words, phone] = await Promise.all([readMeta("way_back"), readMeta("elsewhere")]);
	return { words: words ? words === "left" : null, phone: phone ?? null };
}

/** After everything was deleted. */
export function forgetWayBack(): void {
	state.value = "unknown";
	made.value = null;
	since.value = null;
	old.value = false;
}

/** Twelve fresh words, kept nowhere. */
export async function newPhrase(): Promise<readonly string[]> {
	return (await phrasePart()).newPhrase().split(" ");
}

/** From when on, in server time, this phone may leave new words and end phones from before it; null where it may now. */
export async function newcomerUntil(): Promise<number | null> {
	const until = (await readMeta("newcomer_until")) ?? 0;
	return until > serverNow() ? until : null;
}

/** Leaves a way back under these words and the unwritten one, if any. Needs the network; throws Problem. */
export async function leaveWayBack(words: readonly string[], extra: string): Promise<void> {
	await (await recoveryPart()).leaveWayBack(words.join(" "), extra);
}

/** Comes back on this phone. Needs the network; throws Problem (bad_phrase, no_such_phrase). */
export async function comeBack(typed: string, extra: string): Promise<void> {
	await (await recoveryPart()).recover(typed, extra);
}

async function keepWords(words: Meta["words"]): Promise<void> {
	await writeMeta("words", words);
	await loadWayBack();
	tell({ type: "meta" });
}
