/**
 * What an accord comes to on this phone: suspended, lapsed or in force, from its records and the server's time, offline
 * too. In doubt it is not in force: an unsent suspension counts, an unsent lifting or renewal does not.
 */

import { nowNear, unsure } from "../store/clock";
import { instantOf } from "../store/instant";
import type { Fields, RecordRow } from "../store/local";
import type { Kind } from "../store/practice";
import { table } from "../store/records";
import { peopleOf } from "../store/session";
import { type AcceptedAccord, isAccepted } from "./accepted";

/** What both have said, before the time and suspensions are looked at; see the API's kernel/accords/states.py. */
export type Agreed = "proposed" | "declined" | "accepted" | "replaced" | "ended";

export type AccordState = Agreed | "suspended" | "lapsed";

/** What a suspension or a renewal hangs on: both have the id "ACCORD/OWN". */
export interface Accord {
	readonly id: string;
	readonly space_id: string;
	readonly fields: Fields;
}

/**
 * The state now. What replaces what follows from `agreed`, not from this: a change that is suspended still replaces the
 * one before it.
 */
export function accordState(agreed: Agreed, accord: AcceptedAccord, kinds: AccordKinds): AccordState {
	if (agreed === "ended") return accord.fields.state === "lapsed" ? "lapsed" : "ended";
	const lapses = kinds.renewals ? lapsesAt(accord, kinds.renewals) : null;
	if (accord.fields.state === "lapsed" || (lapses !== null && isOver(lapses))) return "lapsed";
	if (agreed !== "accepted") return agreed;
	if (!isAccepted(accord, kinds.acceptances)) return "proposed";
	return kinds.suspensions && suspendedBy(accord, kinds.suspensions).length > 0 ? "suspended" : "accepted";
}

/** Who has accepted it, and what the practice has switched on. */
export interface AccordKinds {
	readonly acceptances: Kind;
	readonly suspensions?: Kind;
	readonly renewals?: Kind;
}

/** Who of the people of now suspends it. Only they can lift that. */
export function suspendedBy(accord: Accord, suspensions: Kind): readonly string[] {
	const authors = new Set(rowsOf(accord, suspensions).map(authorOf));
	return peopleOf(accord.space_id).filter((person) => authors.has(person));
}

/** The ids of this person's own suspensions of it, to lift them; one that is being lifted is not among them. */
export function ownSuspensions(accord: Accord, suspensions: Kind): readonly string[] {
	const [me] = peopleOf(accord.space_id);
	const own = rowsOf(accord, suspensions).filter((row) => !row.removed && authorOf(row) === me);
	return own.map(({ id }) => id);
}

/**
 * When it lapses, in epoch milliseconds: at the instant that both accepted, or at the earliest one until which the
 * people of now have renewed it. Null if it has none.
 */
export function lapsesAt(accord: Accord, renewals: Kind): number | null {
	const first = instantOf(accord.fields.lapses_at);
	if (first === null) return null;
	const known = rowsOf(accord, renewals).filter(({ view, removed }) => view && !removed);
	const untilOf = (person: string): number => {
		const said = known.filter((row) => authorOf(row) === person);
		return Math.max(first, ...said.map(({ view }) => instantOf(view?.fields.until) ?? first));
	};
	const people = peopleOf(accord.space_id);
	return people.length > 0 ? Math.min(...people.map(untilOf)) : first;
}

/** While the time is unsure, a yes counts as ended. */
function isOver(at: number): boolean {
	return unsure.value || nowNear(at) >= at;
}

/** What stands here or on the server, an unanswered deletion included. */
function rowsOf({ id, space_id }: Accord, { name }: Kind): readonly RecordRow[] {
	const rows = [...table(name).value.values()];
	return rows.filter((row) => row.space_id === space_id && row.id.startsWith(`${id}/`));
}

function authorOf({ mine, view }: RecordRow): string | null {
	return (view ?? mine)?.author_id ?? null;
}
