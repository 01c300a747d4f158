/** The record kind of pages: in the own space a private page, in the couple's the shared copy of one. */

import { journal_pages } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

export const JOURNAL_PAGES: Kind = {
	...published(journal_pages),
	exported: "own",
	// the screens read pages when they open
	recentDays: 0,
	// a copy for a couple that has ended; the page itself is still there
	over: ["not_found"],
};
