/** Pages that are typed and not saved yet. */

import { held } from "../../kernel/drafts/drafts";

const CHANGED = "journal/";

/** The draft of a new page: there is one at a time. */
export const NEW = "journal/new";

/** The draft of a page that is changed, by the id that the page keeps; without an id that of a new one. */
export function formOf(id?: string): string {
	return id === undefined ? NEW : CHANGED + id;
}

/** The ids of the pages with drafts. Reads a signal. */
export function drafted(): readonly string[] {
	const forms = [...held.value.keys()].filter((form) => form.startsWith(CHANGED) && form !== NEW);
	return forms.map((form) => form.slice(CHANGED.length));
}
