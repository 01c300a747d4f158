/** Patterns on this phone, each with what both have said to it. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { acceptedBy } from "../../kernel/keys/signatures";
import { instantOf } from "../../kernel/store/instant";
import type { Refusal } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { type Ready, session } from "../../kernel/store/session";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_REFUSALS, PATTERNS } from "./kinds";
import { readPattern } from "./words";

export interface Pattern {
	readonly id: string;
	readonly space_id: string;
	readonly edit: number;
	/** The template it began as. */
	readonly template: string;
	readonly title: string;
	/** What it looks like for this person; may be empty, as for `theirs`. */
	readonly mine: string;
	/** What it looks like for the partner. */
	readonly theirs: string;
	/** Whose part nobody has written: an account that replaced the one of then. */
	readonly unwritten: { readonly mine: boolean; readonly theirs: boolean };
	/** What both do instead. */
	readonly instead: string;
	/** `declined`: somebody declined the current words. `accepted`: it is in force. */
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
	readonly problem: Refusal | null;
	readonly read_only: boolean;
}

const records = shown(PATTERNS);
const acceptances = shown(PATTERN_ACCEPTANCES);
const refusals = shown(PATTERN_REFUSALS);
const ends = shown(PATTERN_ENDS);

/** All patterns of the couple that can be read, the newest first; the ended ones too. */
export const patterns: ReadonlySignal<readonly Pattern[]> = computed(() => records.value.flatMap(asPattern).reverse());

function asPattern(record: Shown): Pattern[] {
	const { value } = session;
	const words = readPattern(record.words);
	if (value.state !== "ready" || !value.couple || record.space_id !== value.couple.id || !words) return [];
	const { person_id, couple } = value;
	const { id, space_id, edit, problem, read_only } = record;
	const refusal = refusalOf(record);
	const accepted = acceptedBy(record, PATTERN_ACCEPTANCES);
	const unsent = [record, refusal, acceptances.value.find((one) => one.id === id)];
	return [
		{
			id,
			space_id,
			edit,
			problem,
			read_only,
			template: words.template,
			title: words.title,
			mine: words.looks[person_id] ?? "",
			theirs: words.looks[couple.partner_id] ?? "",
			unwritten: { mine: !(person_id in words.looks), theirs: !(couple.partner_id in words.looks) },
			instead: words.instead,
			state: stateOf(record, accepted, refusal, value),
			accepted_by_me: accepted.includes(person_id),
			accepted_by_partner: accepted.includes(couple.partner_id),
			declined_by_me: refusal?.author_id === person_id,
			declined_at: instantOf(refusal?.fields.at),
			from_before: accepted.some((one) => one !== person_id && one !== couple.partner_id),
			pending: unsent.some((one) => one?.pending),
			stuck: unsent.some((one) => one?.stuck),
		},
	];
}

function stateOf(
	{ id, fields }: Shown,
	accepted: readonly unknown[],
	refusal: Shown | undefined,
	{ person_id, couple }: Ready,
): Pattern["state"] {
	if (fields.state === "ended" || ends.value.some((end) => end.id === id)) return "ended";
	if (refusal) return "declined";
	return [person_id, couple?.partner_id].every((one) => accepted.includes(one)) ? "accepted" : "proposed";
}

/** A refusal of earlier words does not count; nobody has declined words that are not sent yet. */
function refusalOf({ id, edit, pending }: Shown): Shown | undefined {
	if (pending) return undefined;
	return refusals.value.find((one) => one.id === id && (one.pending || one.edit >= edit));
}
