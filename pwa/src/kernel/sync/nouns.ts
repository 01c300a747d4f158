/** A noun as it is sent, and as it is shown until the server answers. */

import type { Version } from "../store/local";
import type { Kind } from "../store/practice";
import { ready } from "../store/session";
import type { Note } from "./to-write";

export function nounBody({ space_id, body }: Note): string {
	return JSON.stringify({ space_id, ...body });
}

export function shownAs(kind: Kind, { shows }: Note): Version | null {
	const author_id = kind.authorless ? null : ready().person_id;
	return shows && { edit: 0, author_id, sealed_by: null, fields: shows, words: null, w: null };
}
