/** Calendar feeds: made, listed and revoked at the server, which has no words to put into them. */

import { deleteCalendarLink, getCalendarLinks, putCalendarLink } from "../../kernel/api";
import { newId } from "../../kernel/ids";
import type { CalendarLink } from "./store";

export async function listLinks(): Promise<readonly CalendarLink[]> {
	return getCalendarLinks();
}

/** The address, which the server tells this once. Throws Problem. */
export async function makeLink(): Promise<string> {
	// the server tells the address of every link that is new
	return (await putCalendarLink(newId())).url ?? "";
}

export async function revokeLink(id: string): Promise<void> {
	await deleteCalendarLink(id);
}
