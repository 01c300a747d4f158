/** Calendar links: made, listed and revoked on the server, which has no words to put into them. */

import { deleteCalendarLink, getCalendarLinks, putCalendarLink } from "../../kernel/http/api";
import { newId } from "../../kernel/store/ids";

/** A calendar link with neutral titles. Its address is shown once, when it is made. */
export interface CalendarLink {
	readonly id: string;
	readonly added_day: string;
}

export async function listLinks(): Promise<readonly CalendarLink[]> {
	return getCalendarLinks();
}

/** Resolves to the address, which the server sends only once. Throws Problem. */
export async function makeLink(): Promise<string> {
	// the server sends the address of every new link
	return (await putCalendarLink(newId())).url ?? "";
}

export async function revokeLink(id: string): Promise<void> {
	await deleteCalendarLink(id);
}
