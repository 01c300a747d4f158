/** The fake server's accords of one kind: the author of the terms has accepted them, and the other person must. */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";

/** What is accepted: the terms, since which edit, and by whom. */
interface Accepted {
	readonly terms: string;
	readonly since: number;
	readonly by: Set<string>;
}

export class FakeAccords {
	private readonly accepted = new Map<string, Accepted>();
	private readonly declined = new Map<string, string>();

	/** `one` is the kind's singular, "ritual"; `terms` are what people accept of a body. */
	constructor(
		private readonly records: FakeRecords,
		private readonly one: string,
		private readonly terms: (body: Json) => unknown,
		private readonly shows: (since: number) => Json = () => ({}),
	) {}

	put(id: string, body: Json, person_id: string, digest: string): unknown {
		const terms = JSON.stringify(this.terms(body));
		const before = this.accepted.get(id);
		const since = before?.terms === terms ? before.since : Number(body.edit);
		const view = (sent: Json, _id: string, author_id: string): Json => ({
			...sent,
			author_id,
			state: "proposed",
			...this.shows(since),
		});
		const saved = this.records.put({ kind: `${this.one}s`, edits: true, view }, id, body, person_id, digest);
		if (before?.terms !== terms) {
			this.accepted.set(id, { terms, since, by: new Set([person_id]) });
			this.tell(id, String(body.space_id));
			if (this.declined.delete(id)) this.records.publish(`${this.one}_refusals`, String(body.space_id), id, null);
		}
		return saved;
	}

	accept(id: string, body: Json, person_id: string): unknown {
		const { by } = this.meant(id, body, person_id);
		if (this.declined.has(id)) throw new FakeProblem(409, "declined");
		by.add(person_id);
		return this.tell(id, String(body.space_id));
	}

	decline(id: string, body: Json, person_id: string): unknown {
		this.meant(id, body, person_id).by.delete(person_id);
		this.declined.set(id, person_id);
		const space_id = String(body.space_id);
		this.tell(id, space_id);
		const view = { id, space_id, author_id: person_id, at: new Date().toISOString(), edit: Number(body.edit) };
		this.records.publish(`${this.one}_refusals`, space_id, id, view);
		return view;
	}

	/** Whether both have accepted it, and nobody has declined it. */
	isAccepted(id: string): boolean {
		return this.accepted.get(id)?.by.size === 2 && !this.declined.has(id);
	}

	/** The edit that set the current terms; 0 for one that is unknown. */
	since(id: string): number {
		return this.accepted.get(id)?.since ?? 0;
	}

	forget(): void {
		this.accepted.clear();
		this.declined.clear();
	}

	/** The terms that a yes or a no means. */
	private meant(id: string, body: Json, person_id: string): Accepted {
		const accepted = this.accepted.get(id);
		const record = this.records.get(`${this.one}s`, id, person_id);
		if (!accepted) throw new FakeProblem(404, "not_found");
		const edit = Number(body.edit);
		if (edit < accepted.since || edit > Number(record.edit)) throw new FakeProblem(412, "stale_edit");
		return accepted;
	}

	private tell(id: string, space_id: string): Json {
		const view = { id, space_id, accepted_by: [...(this.accepted.get(id)?.by ?? [])].sort() };
		this.records.publish(`${this.one}_acceptances`, space_id, id, view);
		return view;
	}
}
