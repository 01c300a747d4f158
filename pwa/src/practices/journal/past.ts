/** Pages as the screens read them from this phone: none are held in memory that no screen shows. */

import { useAll, useRecord } from "../../ui/history";
import { JOURNAL_PAGES } from "./kinds";
import { type OwnPage, type Page, type Pages, pagesIn } from "./store";

/** All pages, the newest first, and whether these are all; null until some are read. */
export function usePages(): (Pages & { readonly all: boolean }) | null {
	const read = useAll(JOURNAL_PAGES);
	return read && { ...pagesIn(read.records, read.all), all: read.all };
}

/** One page, of the partner's or of your own; null until it is read, undefined if it is not here. */
export function usePage(id: string): OwnPage | Page | null | undefined {
	const records = useRecord(JOURNAL_PAGES, id);
	const [shared_as] = records ? pagesIn(records).mine.map((page) => page.shared_as) : [];
	const copies = useRecord(JOURNAL_PAGES, shared_as ?? "");
	if (!records || !copies) return null;
	const { mine, theirs } = pagesIn([...records, ...copies]);
	return [...mine, ...theirs].find((page) => page.id === id);
}
