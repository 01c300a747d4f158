/** The record kind of pages: in the own space a private page, in the couple's the shared copy of one. */

import { keptKind } from "../../kernel/store/kept-kind";
import { journal_pages } from "../../kernel/store/kinds.gen";

export const JOURNAL_PAGES = keptKind(journal_pages);
