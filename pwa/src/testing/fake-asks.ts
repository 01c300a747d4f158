/**
 * The fake server's asks and wobbles: one answer that both see, rests that only their author sees, and withdrawals that
 * always win.
 */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";

interface Ask {
	readonly space_id: string;
	readonly author_id: string;
	readonly body: Json;
	ends_at: number;
	again_at: number;
}

const TWELVE_HOURS = 12 * 3_600_000;

export class FakeAsks {
	/** Persons who have a pause: their partner cannot ask, and neither can say yes. */
	readonly paused = new Set<string>();
	private readonly asks = new Map<string, Ask>();
	private readonly answers = new Map<string, Json>();
	private readonly taken = new Map<string, Json>();

	/** `rest`: how long the same may not be asked again; without one, what was withdrawn is forgotten at once. */
	constructor(
		private readonly records: FakeRecords,
		private readonly one = "ask",
		private readonly rest = TWELVE_HOURS,
	) {}

	ask(id: string, body: Json, author_id: string): unknown {
		const space = this.records.spaceFor(String(body.space_id), author_id);
		if (this.asks.has(id)) return { status: 200, body: this.view(id) };
		this.records.refuseOldKey(space, body.words);
		if (this.taken.has(id)) throw new FakeProblem(409, "already_ended");
		if (space.members.some((member) => member !== author_id && this.paused.has(member)))
			throw new FakeProblem(409, "paused");
		const own = [...this.asks.values()].filter((one) => one.author_id === author_id && one.body.area === body.area);
		if (own.some(({ ends_at }) => ends_at > Date.now())) throw new FakeProblem(409, "open_ask");
		if (own.some(({ again_at }) => again_at > Date.now())) throw new FakeProblem(409, "resting");
		const ends_at = Date.parse(String(body.started_at)) + Number(body.duration_seconds) * 1000;
		const ask = { space_id: space_id(body), author_id, body, ends_at, again_at: ends_at + this.rest };
		this.asks.set(id, ask);
		this.publish(id);
		return { status: 201, body: this.view(id) };
	}

	answer(ask_id: string, answer_id: string, body: Json, author_id: string): unknown {
		const ask = this.find(ask_id, author_id);
		const id = `${ask_id}/${answer_id}`;
		if (this.answers.has(id)) return { status: 200, body: this.answers.get(id) };
		const aloud = [...this.answers].some(([key, one]) => key.startsWith(ask_id) && one.answer !== "rest");
		if (ask.author_id === author_id) throw new FakeProblem(404, "not_found");
		if (aloud || this.taken.has(id) || ask.ends_at <= Date.now()) throw new FakeProblem(409, "already_ended");
		if (body.answer === "yes" && this.rest > 0 && this.paused.size > 0) throw new FakeProblem(409, "paused");
		const since = Date.parse(String(body.started_at));
		const until = body.answer === "yes" ? since + Number(body.duration_seconds) * 1000 : null;
		const about = { [`${this.one}_id`]: ask_id };
		const view = { ...body, id, ...about, author_id, since: instant(since), until: until && instant(until) };
		this.answers.set(id, view);
		this.tell(ask, `${this.one}_answers`, id, view, body.answer === "rest" ? [author_id] : undefined);
		if (until !== null) this.end(ask_id, until, until);
		else if (body.answer === "later") this.end(ask_id, Date.now(), Date.parse(String(body.later_at)));
		else if (body.answer !== "rest") this.end(ask_id, Date.now(), Date.now() + this.rest);
		return { status: 201, body: view };
	}

	withdrawAsk(id: string, body: Json, author_id: string): unknown {
		const view = { id, space_id: space_id(body), author_id, at: instant(Date.now()) };
		const ask = this.asks.get(id);
		if (ask && ask.author_id !== author_id) throw new FakeProblem(404, "not_found");
		this.taken.set(id, view);
		if (!ask) return view;
		for (const key of [...this.answers.keys()].filter((one) => one.startsWith(id))) this.forget(ask, key);
		this.tell(ask, `${this.one}_withdrawals`, id, view);
		this.end(id, Date.now(), Date.now() + this.rest);
		if (this.rest === 0) this.forgetAsk(id);
		return view;
	}

	withdrawAnswer(ask_id: string, answer_id: string, body: Json, author_id: string): unknown {
		const ask = this.find(ask_id, author_id);
		const id = `${ask_id}/${answer_id}`;
		const view = { id, [`${this.one}_id`]: ask_id, space_id: space_id(body), author_id, at: instant(Date.now()) };
		const answered = this.answers.get(id);
		this.taken.set(id, view);
		this.tell(
			ask,
			`${this.one}_answer_withdrawals`,
			id,
			view,
			answered && answered.answer !== "rest" ? undefined : [author_id],
		);
		if (!answered) return view;
		this.forget(ask, id);
		if (answered.answer !== "rest") this.end(ask_id, Date.now(), Date.now() + this.rest);
		if (answered.answer !== "rest" && this.rest === 0) this.forgetAsk(ask_id);
		return view;
	}

	/** A day after its end: both see a tombstone of the ask, and nothing of its parts. */
	forgetAsk(id: string): void {
		const ask = this.find(id, this.asks.get(id)?.author_id ?? "");
		this.asks.delete(id);
		for (const key of [...this.answers.keys()].filter((one) => one.startsWith(id))) this.answers.delete(key);
		for (const feed of this.records.feeds.values())
			for (const [key, row] of [...feed.rows]) if (row.id.startsWith(id)) feed.rows.delete(key);
		this.tell(ask, `${this.one}s`, id, null);
	}

	/** The server's answers, by id. */
	said(): readonly string[] {
		return [...this.answers.values()].map(({ answer }) => String(answer));
	}

	private find(id: string, person_id: string): Ask {
		const ask = this.asks.get(id);
		if (!ask) throw new FakeProblem(404, "not_found");
		this.records.spaceFor(ask.space_id, person_id);
		return ask;
	}

	private forget(ask: Ask, id: string): void {
		this.answers.delete(id);
		this.tell(ask, `${this.one}_answers`, id, null);
	}

	private end(id: string, ends_at: number, again_at: number): void {
		const ask = this.asks.get(id);
		if (!ask) return;
		Object.assign(ask, { ends_at, again_at });
		this.publish(id);
	}

	private publish(id: string): void {
		const ask = this.asks.get(id);
		if (ask) this.tell(ask, `${this.one}s`, id, this.view(id));
	}

	private view(id: string): Json {
		const { author_id, body, ends_at, again_at } = this.asks.get(id) as Ask;
		const since = Date.parse(String(body.started_at));
		const expires_at = instant(since + Number(body.duration_seconds) * 1000);
		const times = { since: instant(since), expires_at, ends_at: instant(ends_at), again_at: instant(again_at) };
		return { ...body, id, author_id, ...times };
	}

	private tell({ space_id }: Ask, kind: string, id: string, body: Json | null, readers?: readonly string[]): void {
		for (const reader of readers ?? this.records.spaces.get(space_id)?.members ?? [])
			this.records.tell(reader, { kind, space_id, id, body });
	}
}

function space_id(body: Json): string {
	return String(body.space_id);
}

function instant(at: number): string {
	return new Date(at).toISOString();
}
