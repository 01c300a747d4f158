/** The fake server's rituals: the author of a schedule has accepted it, and the other person must. */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeKind, FakeRecords } from "./fake-records";

export const RITUAL: FakeKind = {
	kind: "rituals",
	edits: true,
	view: (body, _id, author_id) => ({ ...body, author_id, state: "proposed" }),
};

const QUIET_HOURS: FakeKind = {
	kind: "ritual_quiet_hours",
	edits: true,
	view: (body, _id, author_id) => ({ ...body, author_id }),
};

export class FakeRituals {
	private readonly accepted = new Map<string, { schedule: string; since: number; by: Set<string> }>();
	private readonly declined = new Map<string, string>();

	constructor(private readonly records: FakeRecords) {}

	put(id: string, body: Json, person_id: string, digest: string): unknown {
		const schedule = JSON.stringify([body.kind, body.recurrence, body.lead_minutes]);
		const before = this.accepted.get(id);
		const schedule_edit = before?.schedule === schedule ? before.since : Number(body.edit);
		const saved = this.records.put(
			{ ...RITUAL, view: (sent, _id, author_id) => ({ ...sent, author_id, state: "proposed", schedule_edit }) },
			id,
			body,
			person_id,
			digest,
		);
		if (this.accepted.get(id)?.schedule !== schedule) {
			this.accepted.set(id, { schedule, since: Number(body.edit), by: new Set([person_id]) });
			this.tell(id, String(body.space_id));
			if (this.declined.delete(id)) this.records.publish("ritual_refusals", String(body.space_id), id, null);
		}
		return saved;
	}

	accept(id: string, body: Json, person_id: string): unknown {
		const accepted = this.accepted.get(id);
		const ritual = this.records.get("rituals", id, person_id);
		if (!accepted) throw new FakeProblem(404, "not_found");
		const edit = Number(body.edit);
		if (edit < accepted.since || edit > Number(ritual.edit)) throw new FakeProblem(412, "stale_edit");
		if (this.declined.has(id)) throw new FakeProblem(409, "declined");
		accepted.by.add(person_id);
		return this.tell(id, String(body.space_id));
	}

	decline(id: string, body: Json, person_id: string): unknown {
		const accepted = this.accepted.get(id);
		const ritual = this.records.get("rituals", id, person_id);
		if (!accepted) throw new FakeProblem(404, "not_found");
		const edit = Number(body.edit);
		if (edit < accepted.since || edit > Number(ritual.edit)) throw new FakeProblem(412, "stale_edit");
		accepted.by.delete(person_id);
		this.declined.set(id, person_id);
		const space_id = String(body.space_id);
		this.tell(id, space_id);
		const view = { id, space_id, author_id: person_id, at: new Date().toISOString(), edit };
		this.records.publish("ritual_refusals", space_id, id, view);
		return view;
	}

	letThrough(id: string, body: Json, person_id: string, digest: string): unknown {
		const ritual = this.records.get("rituals", id, person_id);
		const seen = Number(body.ritual_edit);
		if (seen < (this.accepted.get(id)?.since ?? 0) || seen > Number(ritual.edit))
			throw new FakeProblem(412, "stale_edit");
		return this.records.put(QUIET_HOURS, id, body, person_id, digest);
	}

	forget(): void {
		this.accepted.clear();
		this.declined.clear();
	}

	private tell(id: string, space_id: string): Json {
		const view = { id, space_id, accepted_by: [...(this.accepted.get(id)?.by ?? [])].sort() };
		this.records.publish("ritual_acceptances", space_id, id, view);
		return view;
	}
}
