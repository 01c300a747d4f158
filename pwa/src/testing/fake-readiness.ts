/** The fake server's readiness: replaced and never edited, and shown to the partner by its author's rule. */

import { endOf } from "../practices/readiness/words";
import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";

interface Row {
	readonly space_id: string;
	readonly person_id: string;
	readonly area: string;
	readonly body: Json;
	readonly until: number;
}

const HOUR = 3_600_000;

export class FakeReadiness {
	private rows = new Map<string, Row>();
	/** Each reader's view as JSON, so that an unchanged view uses no number of their feed. */
	private readonly told = new Map<string, string>();

	/** "SPACE/AREA" of each known match. */
	private readonly matched = new Set<string>();

	constructor(private readonly records: FakeRecords) {}

	put(person_id: string, area: string, body: Json, caller_id: string): unknown {
		const space_id = String(body.space_id);
		const space = this.records.spaceFor(space_id, caller_id);
		if (person_id !== caller_id || body.edit !== 1) throw new FakeProblem(404, "not_found");
		this.records.refuseOldKey(space, body.words);
		const id = `${person_id}/${area}`;
		const before = this.rows.get(id);
		if (!before || started(body) >= started(before.body)) {
			const until = endOf(started(body), Number(body.duration_seconds ?? 0));
			if (body.state !== "ready" || before?.body.state !== "ready") this.matched.delete(`${space_id}/${area}`);
			this.rows.set(id, { space_id, person_id, area, body, until });
			this.publish(space_id, area);
		}
		return { status: before ? 200 : 201, body: this.own(this.rows.get(id) as Row) };
	}

	/** Some minutes pass, and the worker looks for matches: both see a match and its trace. */
	ripen(): void {
		for (const { space_id, area } of [...this.rows.values()]) {
			const both = [...this.rows.values()].filter(
				(row) => row.space_id === space_id && row.area === area && isReady(row),
			);
			const name = `${space_id}/${area}`;
			if (both.length < 2 || this.matched.has(name)) continue;
			this.matched.add(name);
			this.publish(space_id, area);
			if (both.some(({ body }) => body.reveal === "mutual")) this.leaveTrace(space_id, area);
		}
	}

	/** The content of a backup; `restore` restores it. */
	backUp(): ReadonlyMap<string, unknown> {
		return new Map(this.rows);
	}

	restore(backup: ReadonlyMap<string, unknown>): void {
		// only `backUp` makes such maps
		this.rows = new Map(backup as Map<string, Row>);
		this.told.clear();
		for (const { space_id, area } of this.rows.values()) this.publish(space_id, area);
	}

	private publish(space_id: string, area: string): void {
		const { members } = this.records.spaces.get(space_id) ?? { members: [] };
		for (const row of [...this.rows.values()].filter((one) => one.space_id === space_id && one.area === area))
			for (const reader of members) this.tell(reader, row, reader === row.person_id ? this.own(row) : this.shown(row));
	}

	private leaveTrace(space_id: string, area: string): void {
		const body = { id: area, space_id, until: instant(Date.now() + HOUR) };
		for (const reader of this.records.spaces.get(space_id)?.members ?? [])
			this.records.tell(reader, { kind: "readiness_matches", space_id, id: area, body });
	}

	private tell(reader: string, { space_id, person_id, area }: Row, view: Json | null): void {
		const [id, text] = [`${person_id}/${area}`, JSON.stringify(view)];
		if ((this.told.get(`${reader}/${id}`) ?? "null") === text) return;
		this.told.set(`${reader}/${id}`, text);
		this.records.tell(reader, { kind: "readiness", space_id, id, body: view });
	}

	private own({ body, person_id, area, until }: Row): Json {
		const ends = body.state !== "not_now";
		return { ...body, id: `${person_id}/${area}`, author_id: person_id, until: ends ? instant(until) : null };
	}

	private shown(row: Row): Json | null {
		const { reveal, started_at: _at, duration_seconds: _long, ...view } = this.own(row);
		const other = [...this.rows.values()].find(
			({ space_id, area, person_id }) => space_id === row.space_id && area === row.area && person_id !== row.person_id,
		);
		if (row.body.state === "not_now" || row.until <= Date.now()) return null;
		const both = isReady(row) && other !== undefined && isReady(other);
		const matched = both && this.matched.has(`${row.space_id}/${row.area}`);
		if (reveal === "always") return { ...view, matched };
		return both && matched ? { ...view, matched, until: instant(Math.min(row.until, other.until)) } : null;
	}
}

function isReady({ body, until }: Row): boolean {
	return body.state === "ready" && until > Date.now();
}

function started(body: Json): number {
	return Date.parse(String(body.started_at));
}

function instant(at: number): string {
	return new Date(at).toISOString();
}
