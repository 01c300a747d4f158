/** Keeps drafts in memory at once and on disk soon after, and deletes them from both. */

import { wallNow } from "../browser/wall";
import { tell } from "../store/channel";
import { serverNow } from "../store/clock";
import type { Draft, Unwritten } from "../store/draft";
import { locked } from "../store/locked";
import type { DraftName } from "../store/meta";
import type { PageMessage } from "../store/worker-channel";
import { boxPart, held, showDraft, wipes } from "./drafts";

/** The longest that typed words are in memory alone, in milliseconds. */
const PATIENCE = 250;
/** How long a draft is kept after it was last typed in, in milliseconds. */
const KEPT = 30 * 86_400_000;
/** More than anybody has open; above it the oldest is deleted. */
const MOST = 50;

/** Rows that differ between memory and disk, with the ids of their drafts. */
const unwritten = new Map<DraftName, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();

/** Keeps words in memory at once, and on disk soon after. Does nothing while the app is locked. */
export function keepDraft(id: string, words: unknown): void {
	if (locked.value) return;
	const row: DraftName = held.value.get(id)?.row ?? `draft/${crypto.randomUUID()}`;
	unwritten.set(row, id);
	showDraft(id, { words, at: Math.max(serverNow(), wallNow()), row });
	const [oldest = id] = held.value.keys();
	if (held.value.size > MOST) dropDraft(oldest);
	timer ??= setTimeout(writeDrafts, PATIENCE);
}

/**
 * Deletes a draft that was saved, sent or discarded, from memory and disk. The returned function restores it, unless
 * there is a new one by then.
 */
export function dropDraft(id: string): () => void {
	const before = held.value.get(id);
	if (!before || locked.value) return () => undefined;
	unwritten.set(before.row, id);
	showDraft(id, null);
	void writeDrafts();
	const born = wipes.value;
	return () => {
		if (born === wipes.value && !held.value.has(id)) keepDraft(id, before.words);
	};
}

/**
 * Deletes drafts that nobody has typed in for thirty days, by the server's clock and by this phone's: either may be
 * wrong, and words are on this phone alone. Call it only after the server has told the time.
 */
export function dropOldDrafts(now: number): void {
	const earlier = Math.min(now, wallNow());
	for (const [id, { at }] of held.value) if (at < earlier - KEPT) dropDraft(id);
}

/** Writes what differs from the disk. Never throws: what cannot be stored waits in memory for the next write. */
export function writeDrafts(): Promise<void> {
	clearTimeout(timer);
	timer = undefined;
	writing = writing.then(writeNow);
	return writing;
}

/** Seals all drafts again, after the lock was set. */
export async function writeAllDrafts(): Promise<void> {
	for (const [id, { row }] of held.value) unwritten.set(row, id);
	await writeDrafts();
}

/** Before locking: writes drafts to disk, then removes the written ones from memory. */
export async function putDraftsAway(): Promise<void> {
	// retries once, in case the lock interrupted the first write
	await writeDrafts();
	await writeDrafts();
	held.value = new Map([...held.value].filter(([, { row }]) => unwritten.has(row)));
}

/**
 * Writes when a field loses focus or the page is hidden. A closing page has no time, so its service worker writes.
 * Returns a function that stops.
 */
export function writeDraftsOnLeaving(): () => void {
	const quit = new AbortController();
	const write = (): void => void writeDrafts();
	const passOn = (): void => {
		const message: PageMessage = { type: "keep_drafts", drafts: asTheyAre() };
		if (message.drafts.size > 0) navigator.serviceWorker?.controller?.postMessage(message);
	};
	addEventListener("focusout", write, quit);
	document.addEventListener("visibilitychange", write, quit);
	addEventListener("pagehide", passOn, quit);
	return () => quit.abort();
}

function asTheyAre(): Unwritten {
	const current = (row: DraftName, id: string): Draft | null => {
		const draft = held.value.get(id);
		return draft?.row === row ? draft : null;
	};
	return new Map([...unwritten].map(([row, id]) => [row, { id, draft: current(row, id) }]));
}

async function writeNow(): Promise<void> {
	const batch = asTheyAre();
	if (batch.size === 0) return;
	try {
		for (const { id, draft } of batch.values()) tell({ type: "draft", id, draft });
		await (await boxPart()).storeDrafts(batch);
	} catch {
		// typing goes on, whatever fails
		return;
	}
	const now = asTheyAre();
	for (const [row, { draft }] of batch) if (now.get(row)?.draft === draft) unwritten.delete(row);
}
