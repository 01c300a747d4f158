/** Rituals on this phone, each with both people's acceptances and refusals. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { acceptedBy } from "../../kernel/keys/signatures";
import { instantOf } from "../../kernel/store/instant";
import type { Fields, Refusal } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { session } from "../../kernel/store/session";
import { RITUAL_ACCEPTANCES, RITUAL_ENDS, RITUAL_QUIET_HOURS, RITUAL_REFUSALS, RITUALS } from "./kinds";
import type { Schedule } from "./occurrences";
import { type RitualKind, type RitualWords, readKind, readLeads, readRecurrence, readRitual } from "./words";

export interface Ritual extends RitualWords, Schedule {
	readonly kind: RitualKind;
	readonly lead_minutes: readonly number[];
	/** In one's own space: the partner neither sees it nor has to accept it. */
	readonly only_me: boolean;
	/** `declined`: somebody declined the current schedule. `replaced`: both accepted another ritual instead. */
	readonly state: "proposed" | "declined" | "accepted" | "replaced" | "ended";
	/** The ritual that this one changes; it stays active until both have accepted this one. */
	readonly replaces: string | null;
	readonly declined_by_me: boolean;
	/** Epoch milliseconds, as the server says it; null if nobody declined it, or that is not sent yet. */
	readonly declined_at: number | null;
	readonly accepted_by_me: boolean;
	readonly accepted_by_partner: boolean;
	readonly edit: number;
	/** The edit that set its schedule. */
	readonly schedule_edit: number;
	/** Whether it reminds you in your quiet hours; private, and only for the current schedule. */
	readonly through_quiet_hours: boolean;
	readonly by_me: boolean;
	/** Proposed by or agreed with an account that was replaced since: both people of now have to accept it. */
	readonly from_before: boolean;
	/** A change, or one's own yes or no, is not sent yet. */
	readonly pending: boolean;
	/** The server refused the last change or answer. */
	readonly stuck: boolean;
	readonly problem: Refusal | null;
	readonly read_only: boolean;
}

const records = shown(RITUALS);
const acceptances = shown(RITUAL_ACCEPTANCES);
const ends = shown(RITUAL_ENDS);
const refusals = shown(RITUAL_REFUSALS);
const quietHours = shown(RITUAL_QUIET_HOURS);

/** All rituals that have not ended, and the ended ones. */
export const rituals: ReadonlySignal<readonly Ritual[]> = computed(() => {
	const all = records.value.flatMap(asRitual);
	const replaced = new Set(all.filter(({ state }) => state === "accepted").map(({ replaces }) => replaces));
	return all.map((one) => (one.state !== "ended" && replaced.has(one.id) ? { ...one, state: "replaced" } : one));
});

function asRitual(record: Shown): Ritual[] {
	const recurrence = readRecurrence(record.fields.recurrence);
	if (session.value.state !== "ready" || !recurrence) return [];
	const { person_id, couple } = session.value;
	const { id, space_id, fields, edit, problem, read_only } = record;
	if (space_id !== couple?.id && space_id !== person_id) return [];
	const only_me = space_id === person_id;
	const accepted = acceptedBy(record, RITUAL_ACCEPTANCES);
	const accepted_by_me = accepted.includes(person_id);
	const accepted_by_partner = couple !== null && accepted.includes(couple.partner_id);
	const all = accepted_by_me && (accepted_by_partner || only_me);
	const ended = fields.state === "ended" || ends.value.some((end) => end.id === id);
	const refusal = refusalOf(record);
	const unsent = [record, refusal, acceptances.value.find((one) => one.id === id)];
	const open = refusal ? "declined" : all ? "accepted" : "proposed";
	const state: Ritual["state"] = ended ? "ended" : open;
	const plain = {
		id,
		space_id,
		only_me,
		edit,
		schedule_edit: scheduleEdit(fields),
		through_quiet_hours: isLetThrough(record),
		pending: unsent.some((one) => one?.pending),
		stuck: unsent.some((one) => one?.stuck),
		problem,
		read_only,
		recurrence,
		state,
		replaces: typeof fields.replaces === "string" ? fields.replaces : null,
		declined_by_me: refusal?.author_id === person_id,
		declined_at: instantOf(refusal?.fields.at),
		accepted_by_me,
		accepted_by_partner,
	};
	return [
		{
			...plain,
			...readRitual(record.words),
			kind: readKind(fields.kind),
			lead_minutes: readLeads(fields.lead_minutes),
			by_me: record.author_id === person_id,
			from_before: couple !== null && [record.author_id, ...accepted].some(isNeither(person_id, couple.partner_id)),
		},
	];
}

/** While a changed schedule is not sent, nobody has declined it. A refusal of an earlier schedule does not count. */
function refusalOf({ id, pending, fields }: Shown): Shown | undefined {
	if (pending && Array.isArray(fields.accepted_by)) return undefined;
	return refusals.value.find((one) => one.id === id && (one.pending || one.edit >= scheduleEdit(fields)));
}

function isLetThrough({ id, fields }: Shown): boolean {
	const said = quietHours.value.find((one) => one.id === id)?.fields;
	return said?.reminds === true && Number(said.ritual_edit) >= scheduleEdit(fields);
}

/** 1 for a record from before the server sent this field: no schedule was allowed in quiet hours then. */
function scheduleEdit({ schedule_edit }: Fields): number {
	return typeof schedule_edit === "number" ? schedule_edit : 1;
}

function isNeither(...two: readonly string[]): (who: unknown) => boolean {
	return (who) => typeof who === "string" && !two.includes(who);
}
