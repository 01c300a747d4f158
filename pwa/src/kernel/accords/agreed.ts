/** What both have said to an accord, as this phone knows it, what is not sent yet included. */

import { instantOf } from "../store/instant";
import type { Kind } from "../store/practice";
import { type Shown, shown } from "../store/records";
import { peopleOf } from "../store/session";
import { acceptedBy, isAccepted } from "./accepted";

export interface Said {
	/** `declined`: somebody declined the current terms. `accepted`: everybody has accepted them. */
	readonly state: "proposed" | "declined" | "accepted" | "ended";
	readonly accepted_by_me: boolean;
	readonly accepted_by_partner: boolean;
	readonly declined_by_me: boolean;
	/** Epoch milliseconds, as the server says it; null if nobody declined it, or that is not sent yet. */
	readonly declined_at: number | null;
	/** Accepted with an account that was replaced since: both people of now have to accept it. */
	readonly from_before: boolean;
	/** A change, or one's own yes or no, is not sent yet. */
	readonly pending: boolean;
	/** The server refused the last change or answer. */
	readonly stuck: boolean;
}

/** The current terms: since which edit they stand, and whether they are new ones that are not sent yet. */
export interface CurrentTerms {
	readonly edit: number;
	readonly unsent: boolean;
}

interface Kinds {
	readonly acceptances: Kind;
	readonly refusals: Kind;
	readonly ends: Kind;
}

/** Reads what has been said, with these kinds, to an accord of the space of this phone's person. Reads signals. */
export function saidTo(kinds: Kinds): (accord: Shown, terms: CurrentTerms) => Said {
	const [acceptances, refusals, ends] = [shown(kinds.acceptances), shown(kinds.refusals), shown(kinds.ends)];
	return (accord, terms) => {
		const { id, space_id, fields } = accord;
		const [me, partner] = peopleOf(space_id);
		const accepted = acceptedBy(accord, kinds.acceptances);
		// nobody has declined what is not sent yet, and a refusal of earlier terms does not count
		const refusal = terms.unsent
			? undefined
			: refusals.value.find((one) => one.id === id && (one.pending || one.edit >= terms.edit));
		const ended = fields.state === "ended" || ends.value.some((end) => end.id === id);
		const open = refusal ? "declined" : isAccepted(accord, kinds.acceptances) ? "accepted" : "proposed";
		const parts = [accord, refusal, acceptances.value.find((one) => one.id === id)];
		return {
			state: ended ? "ended" : open,
			accepted_by_me: me !== undefined && accepted.includes(me),
			accepted_by_partner: partner !== undefined && accepted.includes(partner),
			declined_by_me: refusal !== undefined && refusal.author_id === me,
			declined_at: instantOf(refusal?.fields.at),
			from_before: partner !== undefined && accepted.some((one) => one !== me && one !== partner),
			pending: parts.some((one) => one?.pending),
			stuck: parts.some((one) => one?.stuck),
		};
	};
}
