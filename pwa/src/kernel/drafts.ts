/**
 * Drafts: what was typed and not yet saved, by the id of its form. While the app is open they are in memory, and
 * draft-box.ts keeps them sealed in IndexedDB. They never leave this phone, and are gone once saved, sent or discarded.
 */

import { signal } from "@preact/signals";
import { type Message, tell } from "./channel";
import { withLocal } from "./local";
import { locked } from "./lock";
import type { DraftName } from "./meta";
import { part } from "./parts";
import { draftRows } from "./rows";
import type { PageMessage } from "./update";

/** Plain data, whose shape only its form knows. */
export interface Draft {
	readonly words: unknown;
	/** When it was last typed in, by this phone's clock. */
	readonly at: number;
	/** Its row in IndexedDB: random, so that it says nothing of the draft. */
	readonly row: DraftName;
}

/** What is to be written under each row; null where the draft is gone. */
export type Unwritten = ReadonlyMap<DraftName, { readonly id: string; readonly draft: Draft | null }>;

/** The longest that what is typed lies in memory alone, in milliseconds. */
const PATIENCE = 250;
/** More than anybody has open; then the oldest goes. */
const MOST = 50;

const boxPart = part(() => import("./draft-box"));

const held = signal<ReadonlyMap<string, Draft>>(new Map());
const unwritten = new Map<DraftName, { readonly id: string; readonly draft: Draft | null }>();
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();
/** Counts the wipes: nothing typed before one comes back after it. */
let wipes = 0;

/** The words of a draft; undefined without one. A component that reads it follows it. */
export function draftAt(id: string): unknown {
	return held.value.get(id)?.words;
}

/** Keeps words at once in memory, and soon on disk. A locked app keeps nothing. */
export function keepDraft(id: string, words: unknown): void {
	if (locked.value) return;
	note(id, { words, at: Date.now(), row: held.value.get(id)?.row ?? `draft/${crypto.randomUUID()}` });
	if (held.value.size > MOST) dropDraft(oldest());
	timer ??= setTimeout(writeDrafts, PATIENCE);
}

/** Saved, sent or discarded: gone from memory and disk at once. The answer brings it back, unless there is another by then. */
export function dropDraft(id: string): () => void {
	const before = held.value.get(id);
	if (!before || locked.value) return () => undefined;
	note(id, null);
	void writeDrafts();
	const born = wipes;
	return () => {
		if (born === wipes && !held.value.has(id)) keepDraft(id, before.words);
	};
}

/** Writes what is in memory alone. Never throws: what cannot be stored waits there for the next write. */
export function writeDrafts(): Promise<void> {
	clearTimeout(timer);
	timer = undefined;
	writing = writing.then(writeNow);
	return writing;
}

/** After the lock was set or taken away: all are sealed anew. */
export async function writeAllDrafts(): Promise<void> {
	for (const [id, draft] of held.value) unwritten.set(draft.row, { id, draft });
	await writeDrafts();
}

/** Writes at once when a field is left or the page is hidden. A page that goes has no time: its service worker writes. Called once. */
export function writeDraftsOnLeaving(): void {
	addEventListener("focusout", () => void writeDrafts());
	document.addEventListener("visibilitychange", () => void writeDrafts());
	addEventListener("pagehide", () => {
		if (unwritten.size === 0) return;
		const message: PageMessage = { type: "keep_drafts", drafts: unwritten };
		navigator.serviceWorker?.controller?.postMessage(message);
	});
}

/** Brings what lies on disk into memory, where newer words stay; behind a lock with its private key. Never throws. */
export async function loadDrafts(lockKey: CryptoKey | null = null): Promise<void> {
	if (locked.value && !lockKey) return;
	const born = wipes;
	try {
		if ((await withLocal((db) => db.getKey("meta", draftRows()))) === undefined) return;
		const found = await (await boxPart()).openDrafts(lockKey);
		if (born === wipes) held.value = new Map([...found, ...held.value]);
	} catch {
		// what cannot be read now is there at the next start
	}
}

/** For the lock: what is on disk leaves memory. */
export async function putDraftsAway(): Promise<void> {
	// a write that the lock has cut short is made once more
	await writeDrafts();
	await writeDrafts();
	held.value = new Map([...held.value].filter(([, { row }]) => unwritten.has(row)));
}

/** After the phone was wiped. */
export function forgetDrafts(): void {
	wipes += 1;
	clearTimeout(timer);
	timer = undefined;
	unwritten.clear();
	held.value = new Map();
}

/** Another tab of this phone typed, saved or discarded. */
export function followDraft({ id, draft }: Message & { readonly type: "draft" }): void {
	if (locked.value) return;
	const before = held.value.get(id);
	if (before) unwritten.delete(before.row);
	show(id, draft);
}

function note(id: string, draft: Draft | null): void {
	const row = draft?.row ?? held.value.get(id)?.row;
	if (row) unwritten.set(row, { id, draft });
	show(id, draft);
}

function show(id: string, draft: Draft | null): void {
	const next = new Map(held.value);
	next.delete(id);
	// at the end, since it is the newest
	if (draft) next.set(id, draft);
	held.value = next;
}

function oldest(): string {
	const [first = ""] = held.value.keys();
	return first;
}

async function writeNow(): Promise<void> {
	const batch: Unwritten = new Map(unwritten);
	if (batch.size === 0) return;
	try {
		for (const { id, draft } of batch.values()) tell({ type: "draft", id, draft });
		await (await boxPart()).storeDrafts(batch);
		for (const [row, written] of batch) if (unwritten.get(row) === written) unwritten.delete(row);
	} catch {
		// typing goes on whatever fails
	}
}
