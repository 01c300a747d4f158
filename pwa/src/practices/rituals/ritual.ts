/** Rituals on this phone, each with both people's acceptances and refusals. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { type Said, saidTo } from "../../kernel/accords/agreed";
import type { Fields, Refusal } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { session } from "../../kernel/store/session";
import { RITUAL_ACCEPTANCES, RITUAL_ENDS, RITUAL_QUIET_HOURS, RITUAL_REFUSALS, RITUALS } from "./kinds";
import type { Schedule } from "./occurrences";
import { type RitualKind, type RitualWords, readKind, readLeads, readRecurrence, readRitual } from "./words";

export interface Ritual extends RitualWords, Schedule, Omit<Said, "state"> {
	readonly kind: RitualKind;
	readonly lead_minutes: readonly number[];
	/** In one's own space: the partner neither sees it nor has to accept it. */
	readonly only_me: boolean;
	/** `replaced`: both accepted another ritual instead. */
	readonly state: Said["state"] | "replaced";
	/** The ritual that this one changes; it stays active until both have accepted this one. */
	readonly replaces: string | null;
	readonly edit: number;
	/** The edit that set its schedule. */
	readonly schedule_edit: number;
	/** Whether it reminds you in your quiet hours; private, and only for the current schedule. */
	readonly through_quiet_hours: boolean;
	readonly by_me: boolean;
	/** Proposed by or agreed with an account that was replaced since: both people of now have to accept it. */
	readonly from_before: boolean;
	readonly problem: Refusal | null;
	readonly read_only: boolean;
}

const records = shown(RITUALS);
const said = saidTo({ acceptances: RITUAL_ACCEPTANCES, refusals: RITUAL_REFUSALS, ends: RITUAL_ENDS });
const quietHours = shown(RITUAL_QUIET_HOURS);

/** All rituals that have not ended, and the ended ones. */
export const rituals: ReadonlySignal<readonly Ritual[]> = computed(() => {
	const all = records.value.flatMap(asRitual);
	const replaced = new Set(all.filter(({ state }) => state === "accepted").map(({ replaces }) => replaces));
	return all.map((one) => (one.state !== "ended" && replaced.has(one.id) ? { ...one, state: "replaced" } : one));
});

/** Whether it is a date that happens once, not a ritual that comes back. */
export function isOnce({ recurrence }: Pick<Ritual, "recurrence">): boolean {
	return recurrence.frequency === "once";
}

function asRitual(record: Shown): Ritual[] {
	const recurrence = readRecurrence(record.fields.recurrence);
	if (session.value.state !== "ready" || !recurrence) return [];
	const { person_id, couple } = session.value;
	const { id, space_id, fields, edit, problem, read_only } = record;
	if (space_id !== couple?.id && space_id !== person_id) return [];
	// a changed schedule that is not sent comes with who has accepted it
	const terms = { edit: scheduleEdit(fields), unsent: record.pending && Array.isArray(fields.accepted_by) };
	const answers = said(record, terms);
	const { author_id } = record;
	const of_before = couple !== null && author_id !== null && ![person_id, couple.partner_id].includes(author_id);
	return [
		{
			...answers,
			...readRitual(record.words),
			id,
			space_id,
			edit,
			problem,
			read_only,
			recurrence,
			kind: readKind(fields.kind),
			lead_minutes: readLeads(fields.lead_minutes),
			only_me: space_id === person_id,
			schedule_edit: terms.edit,
			through_quiet_hours: isLetThrough(record),
			replaces: typeof fields.replaces === "string" ? fields.replaces : null,
			by_me: author_id === person_id,
			from_before: answers.from_before || of_before,
		},
	];
}

function isLetThrough({ id, fields }: Shown): boolean {
	const said = quietHours.value.find((one) => one.id === id)?.fields;
	return said?.reminds === true && Number(said.ritual_edit) >= scheduleEdit(fields);
}

/** 1 for a record from before the server sent this field: no schedule was allowed in quiet hours then. */
function scheduleEdit({ schedule_edit }: Fields): number {
	return typeof schedule_edit === "number" ? schedule_edit : 1;
}
