/** The fake server's patterns: every edit is new, and a moment has no author. */

import { FakeAccords } from "./fake-accords";
import { FakeProblem, type Json } from "./fake-problem";
import type { FakeKind, FakeRecords } from "./fake-records";

export const PATTERN: FakeKind = {
	kind: "patterns",
	edits: true,
	view: (body, _id, author_id) => ({ ...body, author_id, state: "proposed" }),
};

export class FakePatterns extends FakeAccords {
	constructor(private readonly all: FakeRecords) {
		super(all, "pattern", (body) => body.edit);
	}

	/** Says that both are in it; said before, it changes nothing. */
	say(pattern_id: string, quarter: string, body: Json, person_id: string): unknown {
		this.all.get("patterns", pattern_id, person_id);
		if (!this.isAccepted(pattern_id)) throw new FakeProblem(409, "not_agreed");
		const at = new Date(quarter).toISOString();
		const view = { ...body, id: `${pattern_id}/${quarter}`, pattern_id, at };
		this.all.publish("pattern_moments", String(body.space_id), view.id, view);
		return view;
	}
}
