/** Pages: your own, those that you shared, and those that your partner shared. */

import type { Words } from "../../kernel/crypto/seal";
import { changeKept, type Keeping, type Kept, keep, type Own, sharedLately } from "../../kernel/sync/kept-for-me";
import { JOURNAL_PAGES } from "./kinds";
import { type PageWords, readPage } from "./words";

export const PAGES: Keeping<PageWords> = { kind: JOURNAL_PAGES, read: readPage, shared: said };

export type Page = Kept<PageWords>;
export type OwnPage = Own<PageWords>;

/** What the partner shared in the last days, newest first. */
export const lately = sharedLately(PAGES);

/** Keeps a new page for oneself; returns its id. */
export function keepPage(text: string, prompt: string | null): Promise<string> {
	return keep(PAGES, said({ text: text.trim(), prompt }));
}

/** Changes a page; what was shared of it stays as it was. */
export async function changePage(page: Page, text: string): Promise<void> {
	await changeKept(PAGES, page, { text: text.trim() });
}

function said({ text, prompt }: PageWords): Words {
	return { text, ...(prompt && { prompt }) };
}
