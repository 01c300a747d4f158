/** The fake server's topics: readiness is told to its author alone, and opens a topic once both are ready. */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeKind, FakeRecords } from "./fake-records";

const WEEK = 7 * 86_400_000;

export class FakeTopics {
	/** "TOPIC/PERSON": the body of the last answer. */
	private readonly answers = new Map<string, Json>();
	private readonly rounds = new Map<string, Json>();

	constructor(private readonly records: FakeRecords) {}

	/** A topic; an edit begins a new round. */
	readonly kind: FakeKind = {
		kind: "topics",
		edits: true,
		view: (body, id, author_id) => {
			this.startRound(id);
			return { ...body, author_id, ...this.rounds.get(id) };
		},
	};

	answer(topic_id: string, body: Json, person_id: string): { status: number; body: Json } {
		const topic = this.records.get("topics", topic_id, person_id);
		if (body.round !== topic.round) throw new FakeProblem(412, "stale_edit");
		const id = `${topic_id}/${person_id}`;
		const until = new Date(Date.parse(String(body.said_at)) + 2 * WEEK).toISOString();
		const view = { ...body, id, author_id: person_id, until };
		this.answers.set(id, view);
		this.records.tell(person_id, { kind: "topic_readiness", space_id: String(body.space_id), id, body: view });
		if (!body.ready && topic.revealed_until) this.startRound(topic_id, topic);
		return { status: 200, body: view };
	}

	/** Some minutes pass, and the worker opens what both are ready for. */
	ripen(): void {
		for (const [id, round] of this.rounds) {
			const ready = [...this.answers].filter(
				([key, said]) => key.startsWith(`${id}/`) && said.ready && said.round === round.round,
			);
			const topic = this.topic(id);
			if (ready.length < 2 || !topic) continue;
			const until = new Date(Date.now() + WEEK).toISOString();
			this.show(topic, { ...round, revealed_on: new Date().toISOString().slice(0, 10), revealed_until: until });
		}
	}

	private startRound(id: string, topic?: Json): void {
		const before = this.rounds.get(id);
		const number = before ? Number(before.round) + 1 : 1;
		const round = { round: number, revealed_on: before?.revealed_on ?? null, revealed_until: null };
		this.rounds.set(id, round);
		if (topic) this.show(topic, round);
	}

	private topic(id: string): Json | undefined {
		return [...this.records.kept].find(([key]) => key.endsWith(`/topics/${id}`))?.[1].body;
	}

	private show(topic: Json, round: Json): void {
		this.rounds.set(String(topic.id), round);
		Object.assign(topic, round);
		this.records.publish("topics", String(topic.space_id), String(topic.id), { ...topic });
	}
}
