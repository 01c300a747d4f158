/** Pages on this phone: one's own, those one shared, and those the partner shared. */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Words } from "../../kernel/crypto/seal";
import { serverNow } from "../../kernel/store/clock";
import { madeAt, newId } from "../../kernel/store/ids";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, session, spaceFor, whoIs } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdRemoval, save } from "../../kernel/sync/write";
import { JOURNAL_PAGES } from "./kinds";
import { type PageWords, readPage } from "./words";

export interface Page extends PageWords {
	readonly id: string;
	/** Epoch milliseconds, to sort and to show its day. */
	readonly at: number;
	readonly by_me: boolean;
	/** A private page, or a copy that both can read. */
	readonly audience: "me" | "us";
	readonly pending: boolean;
	readonly stuck: boolean;
	/** A newer app wrote it. */
	readonly read_only: boolean;
}

/** How long sharing can be undone without a trace, in milliseconds. */
const UNDO = 6000;

const records = shown(JOURNAL_PAGES);
const all = computed(() => records.value.flatMap(asPage).sort((a, b) => (a.id < b.id ? 1 : -1)));
const copies = computed(() => all.value.filter(({ by_me, audience }) => by_me && audience === "us"));

/** Your own, newest first; also copies whose page was deleted on another phone. */
export const mine: ReadonlySignal<readonly Page[]> = computed(() => {
	const own = all.value.filter(({ by_me, audience }) => by_me && audience === "me");
	const copied = new Set(own.map(({ shared_as }) => shared_as));
	return all.value.filter((page) => own.includes(page) || (copies.value.includes(page) && !copied.has(page.id)));
});

/** What the partner shared, newest first. */
export const theirs: ReadonlySignal<readonly Page[]> = computed(() => all.value.filter(({ by_me }) => !by_me));

export function pageOf(id: string): Page | undefined {
	return [...mine.value, ...theirs.value].find((page) => page.id === id);
}

/** What the partner can read of your page; null if it is not shared. */
export function copyOf({ id, audience, shared_as }: Page): Page | null {
	const copy = audience === "us" ? id : shared_as;
	return copies.value.find((page) => page.id === copy) ?? null;
}

/** Keeps a new page for oneself; returns its id. */
export async function keepPage(text: string, prompt: string | null): Promise<string> {
	const id = newId();
	await save(JOURNAL_PAGES, { id, space_id: spaceFor("me"), fields: {}, words: said({ text: text.trim(), prompt }) });
	return id;
}

/** Changes a page; what was shared of it stays as it was. */
export async function changePage({ id }: Page, text: string): Promise<void> {
	const { space_id } = find(id);
	await save(JOURNAL_PAGES, { id, space_id, fields: {}, words: { text: text.trim() } });
}

/** Seals a copy anew for both, under a new id; the page notes which. */
export async function share(page: Page): Promise<Undo> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to share with");
	const id = newId();
	await save(JOURNAL_PAGES, { id, space_id: couple.id, fields: {}, words: said(page), rests: UNDO });
	const { space_id } = find(page.id);
	await save(JOURNAL_PAGES, { id: page.id, space_id, fields: {}, words: { shared_as: id } });
	return () => dropUnsent(JOURNAL_PAGES, couple.id, id);
}

/** Lets both read the page as it is now. */
export async function shareAgain(page: Page, copy: Page): Promise<void> {
	await save(JOURNAL_PAGES, { id: copy.id, space_id: find(copy.id).space_id, fields: {}, words: said(page) });
}

/** Deletes the copy that both can read, after the time for Undo. */
export function unshare(copy: Page): Promise<Undo> {
	return holdRemoval(JOURNAL_PAGES, find(copy.id).space_id, copy.id);
}

/** Deletes a page and what was shared of it, after the time for Undo. */
export async function removePage(page: Page): Promise<Undo> {
	const copy = copyOf(page);
	const undos = [await holdRemoval(JOURNAL_PAGES, find(page.id).space_id, page.id)];
	if (copy && copy.id !== page.id) undos.push(await unshare(copy));
	return async () => (await Promise.all(undos.map((undo) => undo()))).every(Boolean);
}

function said({ text, prompt }: Pick<PageWords, "text" | "prompt">): Words {
	return { text, ...(prompt && { prompt }) };
}

function find(id: string): Shown {
	const record = records.value.find((one) => one.id === id);
	if (!record) throw new Error("no such page on this phone");
	return record;
}

function asPage(record: Shown): Page[] {
	const words = readPage(record.words);
	const who = whoIs(record.author_id);
	if (!words || !who || session.value.state !== "ready") return [];
	const { person_id, couple } = session.value;
	const { id, space_id, pending, stuck, read_only } = record;
	if (space_id !== person_id && space_id !== couple?.id) return [];
	// a phone whose clock was ahead dates nothing in the future
	const at = Math.min(madeAt(id), serverNow());
	const audience = space_id === person_id ? "me" : "us";
	return [{ ...words, id, at, by_me: who === "me", audience, pending, stuck, read_only }];
}
