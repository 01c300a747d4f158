/** What this phone knows of the recovery words. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { tell } from "../store/channel";
import { serverNow } from "../store/clock";
import { madeAt } from "../store/ids";
import { type Meta, readMeta, writeMeta } from "../store/meta";

const state = signal<"unknown" | "none" | "left">("unknown");
const made = signal<number | null>(null);
const since = signal<number | null>(null);
const old = signal(false);

/** Whether the person has recovery words; unknown until the server was asked once. */
export const wayBack: ReadonlySignal<"unknown" | "none" | "left"> = state;

/** Whether the words in force are of version 1, whose extra word is easier to guess. */
export const oldWords: ReadonlySignal<boolean> = old;

/** When the words in force were made on another phone, until the person has confirmed here that they know of it. */
export const newWords: ReadonlySignal<number | null> = made;

/** When the words in force were made, on any phone. */
export const wordsSince: ReadonlySignal<number | null> = since;

export async function loadWayBack(): Promise<void> {
	const [known, words] = await Promise.all([readMeta("way_back"), readMeta("words")]);
	state.value = known ?? "unknown";
	since.value = words?.id ? madeAt(words.id) : null;
	made.value = words?.told ? null : since.value;
	old.value = words?.old ?? false;
}

/**
 * Notes the words in force. Words are no news if they were there at the first look, or this phone made them or signed
 * in with them.
 */
export async function noteWords(id: string | null, version: number | null): Promise<void> {
	const [before, own] = await Promise.all([readMeta("words"), readMeta("own_words")]);
	const old = version === 1;
	if (before?.id === id) {
		if ((before.old ?? false) !== old) await keepWords({ ...before, old });
	} else await keepWords({ id, told: id === own || (!before && state.value !== "none"), old });
}

/**
 * Notes words that this phone is about to make, or signed in with. Call it before the server is told, so that no fetch
 * sees them first.
 */
export async function noteOwnWords(id: string): Promise<void> {
	await writeMeta("own_words", id);
}

/** Notes that the person knows of the new words. */
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

/**
 * What lets the person sign in again once this phone is wiped, as last heard; null if unknown. New words and new phones
 * that the person has not confirmed are none: they may be somebody else's. Nothing brings back a deleted account.
 */
export interface WaysBack {
	readonly words: boolean | null;
	readonly phone: boolean | null;
}

/** Works while the app is locked too. */
export async function waysBack(): Promise<WaysBack> {
	if ((await readMeta("signed_out")) === "deleted") return { words: false, phone: false };
	const [way, words, others, own] = await Promise.all([
		readMeta("way_back"),
		readMeta("words"),
		readMeta("others"),
		readMeta("own_phones"),
	]);
	const isKnown = (id: string) => !own || [...own.known, ...(own.here ?? [])].includes(id);
	return { words: way ? way === "left" && words?.told !== false : null, phone: others?.some(isKnown) ?? null };
}

/** Resets the signals, after the phone was wiped. */
export function forgetWayBack(): void {
	state.value = "unknown";
	made.value = null;
	since.value = null;
	old.value = false;
}

/**
 * The server time before which this phone cannot make new words or remove phones older than itself; null if it can now.
 */
export async function newcomerUntil(): Promise<number | null> {
	const until = (await readMeta("newcomer_until")) ?? 0;
	return until > serverNow() ? until : null;
}

async function keepWords(words: Meta["words"]): Promise<void> {
	await writeMeta("words", words);
	await loadWayBack();
	tell({ type: "meta" });
}
