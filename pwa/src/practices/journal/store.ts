/** Pages: your own, those that you shared, and those that your partner shared. */

import type { Words } from "../../kernel/crypto/seal";
import { type Authored, authored } from "../../kernel/store/authored";
import { newId } from "../../kernel/store/ids";
import { laneOf, queue } from "../../kernel/store/queue";
import type { Shown } from "../../kernel/store/records";
import { ready, spaceFor } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdRemoval, save } from "../../kernel/sync/write";
import { JOURNAL_PAGES } from "./kinds";
import { type PageWords, readPage } from "./words";

/** Of the audience `me` a private page, of `us` a copy that both can read. */
export interface Page extends PageWords, Authored {}

/** A page of your own, with the copy that your partner can read; null if it is not shared. */
export interface OwnPage extends Page {
	readonly copy: Page | null;
}

export interface Pages {
	/** Newest first; also copies whose page was deleted on another phone. */
	readonly mine: readonly OwnPage[];
	/** What the partner shared, newest first. */
	readonly theirs: readonly Page[];
}

/** How long sharing can be undone without a trace, in milliseconds. */
const UNDO = 6000;

/** The pages among these records; `all` are all that there are, else the page of a copy may be elsewhere. */
export function pagesIn(records: readonly Shown[], all = true): Pages {
	const pages = records.flatMap(asPage).sort((a, b) => (a.id < b.id ? 1 : -1));
	const own = pages.filter(({ by_me }) => by_me);
	const copies = new Map(own.filter(isCopy).map((page) => [page.id, page]));
	const copied = new Set(own.map(({ shared_as }) => shared_as));
	return {
		mine: own.flatMap((page) => {
			if (isCopy(page)) return all && !copied.has(page.id) ? [{ ...page, copy: page }] : [];
			return [{ ...page, copy: copies.get(page.shared_as ?? "") ?? null }];
		}),
		theirs: pages.filter(({ by_me }) => !by_me),
	};
}

function isCopy({ audience }: Page): boolean {
	return audience === "us";
}

/** Keeps a new page for oneself; returns its id. */
export async function keepPage(text: string, prompt: string | null): Promise<string> {
	const id = newId();
	await save(JOURNAL_PAGES, { id, space_id: spaceFor("me"), fields: {}, words: said({ text: text.trim(), prompt }) });
	return id;
}

/** Changes a page; what was shared of it stays as it was. */
export async function changePage({ id, space_id }: Page, text: string): Promise<void> {
	await save(JOURNAL_PAGES, { id, space_id, fields: {}, words: { text: text.trim() } });
}

/** Seals a copy anew for both, under a new id; the page notes which. */
export async function share(page: Page): Promise<Undo> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to share with");
	const id = newId();
	await save(JOURNAL_PAGES, { id, space_id: couple.id, fields: {}, words: said(page), rests: UNDO });
	await save(JOURNAL_PAGES, { id: page.id, space_id: page.space_id, fields: {}, words: { shared_as: id } });
	return () => dropUnsent(JOURNAL_PAGES, couple.id, id);
}

/** Lets both read the page as it is now. */
export async function shareAgain(page: Page, { id, space_id }: Page): Promise<void> {
	await save(JOURNAL_PAGES, { id, space_id, fields: {}, words: said(page) });
}

/** Deletes the copy that both can read, after the time for Undo. */
export function unshare({ id, space_id }: Page): Promise<Undo> {
	return holdRemoval(JOURNAL_PAGES, space_id, id);
}

/**
 * Whether the last copy of a page is being deleted. The partner can read it until the server has deleted it, which
 * waits for the time for Undo and for a network.
 */
export function isStopping({ shared_as }: Page): boolean {
	const { couple } = ready();
	if (!couple || !shared_as) return false;
	const copy = laneOf(couple.id, JOURNAL_PAGES.name, shared_as);
	return queue.value.some(({ lane, method }) => lane === copy && method === "DELETE");
}

/** Deletes a page and what was shared of it, after the time for Undo. */
export async function removePage({ id, space_id, copy }: OwnPage): Promise<Undo> {
	const undos = [await holdRemoval(JOURNAL_PAGES, space_id, id)];
	if (copy && copy.id !== id) undos.push(await unshare(copy));
	return async () => (await Promise.all(undos.map((undo) => undo()))).every(Boolean);
}

function said({ text, prompt }: Pick<PageWords, "text" | "prompt">): Words {
	return { text, ...(prompt && { prompt }) };
}

function asPage(record: Shown): Page[] {
	const words = readPage(record.words);
	const plain = words && authored(record);
	return plain ? [{ ...words, ...plain }] : [];
}
