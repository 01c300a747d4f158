/** Who has accepted an accord. Of a signed one only signatures count that fit, see keys/signatures.ts. */

import { isList, type Json } from "../crypto/bytes";
import { isSigned, signedBy, signersIn } from "../keys/signatures";
import type { RecordRow } from "../store/local";
import type { Kind } from "../store/practice";
import { type Shown, showingOf, table } from "../store/records";
import { peopleOf } from "../store/session";

/** What is read of an accord. */
export type AcceptedAccord = Pick<Shown, "id" | "space_id" | "author_id" | "pending" | "fields">;

/**
 * Who has accepted the terms that this phone shows, this person's unsent yes included, unless it is a signature. Reads
 * signals.
 */
export function acceptedBy(accord: AcceptedAccord, acceptances: Kind): readonly Json[] {
	if (isSigned(acceptances)) return signedBy(accord, acceptances);
	const { id, space_id, author_id, pending, fields } = accord;
	// of new terms that are not sent yet, the record itself says who has accepted them
	if (pending && isList(fields.accepted_by)) return fields.accepted_by;
	const row = table(acceptances.name).value.get(`${space_id}/${id}`);
	const said = row && showingOf(acceptances)(row)[0]?.fields.accepted_by;
	// a yes of the author's comes a moment after the answer
	return said && isList(said) ? said : author_id === null ? [] : [author_id];
}

/** Whether all people of its space now have. Nobody has if this phone's person is not in it. Reads signals. */
export function isAccepted(accord: AcceptedAccord, acceptances: Kind): boolean {
	const [people, accepted] = [peopleOf(accord.space_id), acceptedBy(accord, acceptances)];
	return people.length > 0 && people.every((person_id) => accepted.includes(person_id));
}

/** As `acceptedBy`, of rows from IndexedDB, as for a file. */
export async function acceptedIn(
	accord: RecordRow | undefined,
	list: RecordRow | undefined,
	acceptances: Kind,
): Promise<readonly Json[]> {
	if (isSigned(acceptances)) return signersIn(accord, list, acceptances);
	const shown = list?.removed ? null : (list?.mine ?? list?.view);
	const said = accord?.mine?.fields.accepted_by ?? shown?.fields.accepted_by;
	return said && isList(said) ? said : [];
}
