/** Pages that are typed and not saved yet. */

export const FORMS = "journal/";

/** The draft of a new page: there is one at a time. */
export const NEW = `${FORMS}new`;

/** The draft of a page that is changed, by the id that the page keeps; without an id that of a new one. */
export function formOf(id?: string): string {
	return id === undefined ? NEW : FORMS + id;
}
