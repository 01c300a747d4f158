/** How pages read in the tray and in an export. */

import { withoutCopies } from "../../kernel/store/kept-kind";
import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { JOURNAL_PAGES } from "./kinds";
import { promptText } from "./prompts";
import { readPage } from "./words";

const face: Face = {
	kinds: {
		[JOURNAL_PAGES.name]: {
			name: m.kind_journal_page,
			lines: (words) => {
				const page = readPage(words);
				return page ? [promptText(page.prompt) ?? "", page.text] : [];
			},
			heading: m.export_journal_pages,
		},
	},
	gathered: async (records) => withoutCopies(records, JOURNAL_PAGES),
};

export default face;
