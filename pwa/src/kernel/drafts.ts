/**
 * Drafts: what was typed and not yet saved, by the id of its form. While the app is open they are in memory, and
 * draft-box.ts keeps them sealed in IndexedDB. They never leave this phone, and are gone once saved, sent or discarded.
 * This is as much as the first screen needs; draft-writing.ts is for whoever types.
 */

import { signal } from "@preact/signals";
import type { Message } from "./channel";
import { withLocal } from "./local";
import { locked } from "./lock";
import type { DraftName } from "./meta";
import { part } from "./parts";
import { draftRows } from "./rows";

/** Plain data, whose shape only its form knows. */
export interface Draft {
	readonly words: unknown;
	/** When it was last typed in, in server time. */
	readonly at: number;
	/** Its row in IndexedDB: random, so that it says nothing of the draft. */
	readonly row: DraftName;
}

export const boxPart = part(() => import("./draft-box"));

/** All that are in memory, the one typed in last at the end. Only draft-writing.ts and this file change it. */
export const held = signal<ReadonlyMap<string, Draft>>(new Map());

/** Counts the wipes: nothing typed before one comes back after it. */
export const wipes = signal(0);

/** The words of a draft; undefined without one. A component that reads it follows it. */
export function draftAt(id: string): unknown {
	return held.value.get(id)?.words;
}

/** Brings what lies on disk into memory, where newer words stay; behind a lock with its private key. Never throws. */
export async function loadDrafts(lockKey: CryptoKey | null = null): Promise<void> {
	if (locked.value && !lockKey) return;
	const born = wipes.value;
	try {
		if ((await withLocal((db) => db.getKey("meta", draftRows()))) === undefined) return;
		const found = await (await boxPart()).openDrafts(lockKey);
		if (born === wipes.value) held.value = new Map([...found, ...held.value]);
	} catch {
		// what cannot be read now is there at the next start
	}
}

/** After the phone was wiped. */
export function forgetDrafts(): void {
	wipes.value += 1;
	held.value = new Map();
}

/** Another tab of this phone typed, saved or discarded. */
export function followDraft({ id, draft }: Message & { readonly type: "draft" }): void {
	if (!locked.value) showDraft(id, draft);
}

export function showDraft(id: string, draft: Draft | null): void {
	const next = new Map(held.value);
	next.delete(id);
	if (draft) next.set(id, draft);
	held.value = next;
}
