/** The fake server's rituals. */

import { FakeAccords } from "./fake-accords";
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

export class FakeRituals extends FakeAccords {
	constructor(private readonly all: FakeRecords) {
		const terms = (body: Json) => [body.kind, body.recurrence, body.lead_minutes];
		super(all, "ritual", terms, (since) => ({ schedule_edit: since }));
	}

	letThrough(id: string, body: Json, person_id: string, digest: string): unknown {
		const ritual = this.all.get("rituals", id, person_id);
		const seen = Number(body.ritual_edit);
		if (seen < this.since(id) || seen > Number(ritual.edit)) throw new FakeProblem(412, "stale_edit");
		return this.all.put(QUIET_HOURS, id, body, person_id, digest);
	}
}
