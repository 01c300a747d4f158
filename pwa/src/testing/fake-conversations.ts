/** The fake server's conversations: the two alternate, a pause holds both, and what is not kept goes at the end. */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeKind, FakeRecords } from "./fake-records";

const HOUR = 3_600_000;
const STEP: FakeKind = {
	kind: "conversation_steps",
	edits: true,
	view: (body, id, author_id) => {
		const [conversation_id, number] = id.split("/");
		return { ...body, conversation_id, number: Number(number), author_id, kept: true, at: instant(Date.now()) };
	},
};

export class FakeConversations {
	constructor(
		private readonly records: FakeRecords,
		/** Persons who have a pause. */
		private readonly paused: ReadonlySet<string>,
	) {}

	readonly kind: FakeKind = {
		kind: "conversations",
		edits: true,
		view: (body, _id, author_id) => {
			this.refuse(author_id);
			return {
				...body,
				author_id,
				joined_at: null,
				ends_at: instant(Date.parse(String(body.started_at)) + 2 * HOUR),
				forgotten: false,
			};
		},
	};

	/** One at a time, none in a pause, and none for a while after one of the author's that nobody joined. */
	private refuse(author_id: string): void {
		if (this.paused.size > 0) throw new FakeProblem(409, "paused");
		const all = [...this.records.kept].filter(([key]) => key.includes("/conversations/")).map(([, { body }]) => body);
		const ended = (body: Json, later: number) => Date.parse(String(body.ends_at)) + later <= Date.now();
		if (all.some((one) => !ended(one, 0))) throw new FakeProblem(409, "open_conversation");
		if (all.some((one) => one.author_id === author_id && !one.joined_at && !ended(one, 12 * HOUR)))
			throw new FakeProblem(409, "resting");
	}

	step(id: string, number: number, body: Json, person_id: string, digest: string): { status: number; body: Json } {
		const conversation = this.records.get("conversations", id, person_id);
		const taken = this.steps(id).length;
		if (number > taken) {
			const author_first = conversation.speaks_first === "author";
			const first = author_first === (conversation.author_id === person_id);
			if (Date.parse(String(conversation.ends_at)) <= Date.now()) throw new FakeProblem(409, "already_ended");
			if (number !== taken + 1 || first !== (number % 2 === 1)) throw new FakeProblem(409, "not_your_turn");
			if (this.paused.size > 0) throw new FakeProblem(409, "paused");
		}
		return this.records.put(STEP, `${id}/${number}`, body, person_id, digest);
	}

	say(id: string, noun: string, body: Json, author_id: string): { status: number; body: Json } {
		const conversation = this.records.get("conversations", id, author_id);
		const space_id = String(body.space_id);
		const view = { id, space_id, author_id, at: instant(Date.now()) };
		const change = {
			join: { joined_at: view.at, ends_at: instant(Date.now() + 12 * HOUR) },
			end: { ends_at: view.at },
			forgetting: { forgotten: true },
		}[noun];
		Object.assign(conversation, change);
		if (noun === "end" && !conversation.keeps)
			for (const step of this.steps(id)) this.records.delete("conversation_steps", step, author_id);
		this.records.publish(`conversation_${noun}s`, space_id, id, view);
		this.records.publish("conversations", space_id, id, { ...conversation });
		return { status: 201, body: view };
	}

	/** The ids of the steps that were taken. */
	steps(id: string): readonly string[] {
		return [...this.records.kept.keys()]
			.flatMap((key) => key.split("/conversation_steps/")[1] ?? [])
			.filter((one) => one.startsWith(`${id}/`));
	}
}

function instant(at: number): string {
	return new Date(at).toISOString();
}
