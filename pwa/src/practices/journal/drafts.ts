/** Pages that are typed and not saved yet. */

import { held } from "../../kernel/drafts/drafts";

/** The draft of a new page: there is one at a time. */
export const NEW = "journal/new";

/** The draft of a page that is changed, by the id that the page keeps. */
export function formOf(id: string): string {
	return `journal/${id}`;
}

/** The ids of the pages with drafts. Reads a signal. */
export function drafted(): readonly string[] {
	return [...held.value.keys()].filter((form) => form.startsWith(formOf("")) && form !== NEW).map(idOf);
}

function idOf(form: string): string {
	return form.slice(formOf("").length);
}
