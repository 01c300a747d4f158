/** Suspends an accord and renews it; both can be taken back. What is offered on a screen is up to the practice. */

import { type Accord, ownSuspensions } from "../store/accord";
import { toInstant } from "../store/clock";
import { newId } from "../store/ids";
import type { Fields, Version } from "../store/local";
import type { Around, Kind } from "../store/practice";
import { note, removeNow } from "./write";

/** A suspension, as its practice declares it: `{ ...published(agreement_suspensions), ...SUSPENSION }`. */
export const SUSPENSION = {
	urgent: true,
	over: ["gone", "not_found", "already_ended"],
	again: ({ author_id }: Version, { me }: Around): Fields | null => (author_id === me ? { edit: 1 } : null),
} as const;

/** A renewal. A yes is not said again to a restored server: its author renews it anew. */
export const RENEWAL = { fleeting: true } as const;

/** Suspends it at once, offline too. */
export async function suspend(of: Kind, accord: Accord, suspensions: Kind): Promise<void> {
	await say(of, accord, suspensions, {});
}

/** Lifts this person's own suspensions that this phone knows. */
export async function resume({ id, space_id, fields }: Accord, suspensions: Kind): Promise<void> {
	for (const own of ownSuspensions({ id, space_id, fields }, suspensions)) await removeNow(suspensions, space_id, own);
}

/** Renews what this person has seen at this edit until an instant, in epoch milliseconds; returns the renewal's id. */
export async function renew(
	of: Kind,
	accord: Accord & { readonly edit: number },
	renewals: Kind,
	until: number,
): Promise<string> {
	return say(of, accord, renewals, { seen_edit: accord.edit, until: toInstant(until) });
}

/** Withdraws a renewal of this person's, before or after the day has moved. */
export async function withdrawRenewal({ space_id }: Accord, renewals: Kind, id: string): Promise<void> {
	await removeNow(renewals, space_id, id);
}

async function say(of: Kind, { id: of_id, space_id }: Accord, kind: Kind, said: Fields): Promise<string> {
	const id = `${of_id}/${newId()}`;
	const parent = { kind: of, id: of_id };
	await note(kind, { id, space_id, path: kind.path(id), body: { edit: 1, ...said }, shows: said, parent });
	return id;
}
