/** Reflections that are begun and not kept yet. */

export const FORMS = "reflections/";

/** The draft of a new reflection: there is one at a time. */
export const NEW = `${FORMS}new`;

/** The draft of a reflection that is changed, by the id that it keeps; without an id that of a new one. */
export function formOf(id?: string): string {
	return id === undefined ? NEW : FORMS + id;
}
