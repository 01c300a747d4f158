/**
 * Drafts: what was typed and not yet saved, by the id of its form. An open app has them in memory, and draft-box.ts
 * keeps them encrypted in IndexedDB. They never leave this phone, and are deleted once saved, sent or discarded. This
 * file has only what the first screen needs; draft-writing.ts is loaded when somebody types.
 */

import { signal } from "@preact/signals";
import { part } from "../browser/parts";
import type { Message } from "../store/channel";
import type { Draft } from "../store/draft";
import { withLocal } from "../store/local";
import { locked } from "../store/locked";
import { draftRows } from "../store/rows";

export const boxPart = part(() => import("./draft-box"));

/** All drafts in memory, the one typed in last at the end. Only draft-writing.ts and this file change it. */
export const held = signal<ReadonlyMap<string, Draft>>(new Map());

/** Counts the wipes, so that nothing typed before one is written after it. */
export const wipes = signal(0);

/** The words of a draft, or undefined. A component that calls it is updated when they change. */
export function draftAt(id: string): unknown {
	return held.value.get(id)?.words;
}

/**
 * Loads drafts from disk, without overwriting newer words in memory. Needs the lock's private key while the app is
 * locked. Never throws.
 */
export async function loadDrafts(lockKey: CryptoKey | null = null): Promise<void> {
	if (locked.value && !lockKey) return;
	const born = wipes.value;
	try {
		if ((await withLocal((db) => db.getKey("meta", draftRows()))) === undefined) return;
		const found = await (await boxPart()).openDrafts(lockKey);
		if (born === wipes.value) held.value = new Map([...found, ...held.value]);
	} catch {
		// what cannot be read now is read at the next start
	}
}

/** Deletes all drafts from memory, after the phone was wiped. */
export function forgetDrafts(): void {
	wipes.value += 1;
	held.value = new Map();
}

/** Applies what another tab typed, saved or discarded. */
export function followDraft({ id, draft }: Message & { readonly type: "draft" }): void {
	if (!locked.value) showDraft(id, draft);
}

export function showDraft(id: string, draft: Draft | null): void {
	const next = new Map(held.value);
	next.delete(id);
	if (draft) next.set(id, draft);
	held.value = next;
}
