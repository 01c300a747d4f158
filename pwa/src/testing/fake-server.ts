/**
 * A server in memory, for tests of the phone, behind `fetch` alone. It follows the rules of the API that the phone's
 * kernel depends on, and fails as the real one does: no network, lost responses, refusals, 5xx.
 */

import * as published from "../kernel/store/kinds.gen";
import { FakeAsks } from "./fake-asks";
import { FakeConversations } from "./fake-conversations";
import { FakePatterns, PATTERN } from "./fake-patterns";
import { type Caller, FakePeople, type Jar } from "./fake-people";
import { FakeProblem, type Json } from "./fake-problem";
import { FakeReadiness } from "./fake-readiness";
import { type FakeKind, FakeRecords } from "./fake-records";
import { FakeRituals, RITUAL } from "./fake-rituals";
import { FakeTopics } from "./fake-topics";

export interface Fault {
	/** Matches "METHOD /path"; every request if missing. */
	readonly on?: RegExp;
	/** `lost`: the work is done, but the response is lost. `down`: nothing arrives. Else a status. */
	readonly as:
		| "lost"
		| "down"
		| { readonly status: number; readonly code?: string; readonly headers?: Record<string, string> };
	/** How many requests fail; default 1. */
	times?: number;
}

export interface Heard {
	readonly method: string;
	readonly path: string;
	readonly body: string | null;
}

type Handler = (
	parts: string[],
	body: Json,
	context: { caller: Caller; jar: Jar; digest: string; query: URLSearchParams },
) => unknown;

const ID = "([0-9a-f-]{36})";
const LOCAL = "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2})";
const QUARTER = "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}Z)";
const KINDS = Object.values(published);
const OPEN =
	/^(PUT \/people\/[^/]+$|PUT \/recoveries|GET \/(session|instance|handovers)|PUT \/handovers\/[^/]+\/taking)/;

export class FakeServer {
	readonly records = new FakeRecords();
	readonly people = new FakePeople(this.records);
	private readonly rituals = new FakeRituals(this.records);
	private readonly patterns = new FakePatterns(this.records);
	readonly asks = new FakeAsks(this.records);
	readonly wobbles = new FakeAsks(this.records, "wobble", 0);
	readonly conversations = new FakeConversations(this.records, this.asks.paused);
	readonly readiness = new FakeReadiness(this.records);
	readonly topics = new FakeTopics(this.records);
	readonly faults: Fault[] = [];
	/** Every request that arrived, in order. */
	readonly heard: Heard[] = [];
	/** Delays a response after the work was done, so that a test can do something in between. */
	gate: ((line: string) => Promise<void> | undefined) | null = null;

	/** A `fetch` for one phone, with a cookie of its own. */
	fetchFor(jar: Jar): typeof fetch {
		return async (input) => {
			const request = input instanceof Request ? input : new Request(input);
			const url = new URL(request.url);
			const line = `${request.method} ${url.pathname.replace("/api/v1", "")}`;
			const fault = this.fault(line);
			if (fault?.as === "down") throw new TypeError("fetch failed");
			const body = request.body ? await request.text() : null;
			this.heard.push({ method: request.method, path: url.pathname.replace("/api/v1", ""), body });
			if (fault && typeof fault.as === "object")
				return problem(new FakeProblem(fault.as.status, fault.as.code ?? "fault", fault.as.headers));
			const answer = await this.answer(line, body, url.searchParams, jar);
			await this.gate?.(line);
			if (fault?.as === "lost") throw new TypeError("fetch failed");
			return answer;
		};
	}

	/** Restores a backup: `keep` says which records it has. */
	restoreAll(keep: (key: string, body: Json) => Json | null): void {
		this.rituals.forget();
		this.patterns.forget();
		this.records.restore(keep);
	}

	/** The writes, in order: "PUT /check-ins/…". */
	written(): string[] {
		return this.heard
			.filter(
				({ method, path }) =>
					method !== "GET" && KINDS.some(({ address }) => path.startsWith(address.replace(/\{.*/, ""))),
			)
			.map(({ method, path }) => `${method} ${path}`);
	}

	private async answer(line: string, body: string | null, query: URLSearchParams, jar: Jar): Promise<Response> {
		try {
			const caller = this.people.caller(jar);
			const known = caller && (!caller.waiting || /\/(session|handovers)/.test(line));
			if (!known && !OPEN.test(line)) throw new FakeProblem(401, "sign_in");
			const json: Json = body ? JSON.parse(body) : {};
			const digest = `${line} ${JSON.stringify(json, Object.keys(json).sort())}${body}`;
			for (const [pattern, handler] of this.routes()) {
				const match = new RegExp(`^${pattern}$`).exec(line);
				// public routes read the caller themselves
				if (!match) continue;
				const before = caller && this.records.cursor(caller.person_id);
				const answer = handler(match.slice(1), json, { caller: caller as Caller, jar, digest, query });
				const after = caller && this.records.cursor(caller.person_id);
				return placed(result(await answer), before, after);
			}
			throw new FakeProblem(404, "not_found");
		} catch (error) {
			if (error instanceof FakeProblem) return problem(error);
			throw error;
		}
	}

	private routes(): [string, Handler][] {
		const { people, records } = this;
		const { handing } = people;
		const record = (path: string, what: FakeKind): [string, Handler][] => [
			[
				`PUT ${path}`,
				([...ids], body, { caller, digest }) => records.put(what, ids.join("/"), body, caller.person_id, digest),
			],
			[
				`GET ${path}`,
				([...ids], _body, { caller }) => ({
					status: 200,
					body: records.get(what.kind, ids.join("/"), caller.person_id),
				}),
			],
			[`DELETE ${path}`, ([...ids], _body, { caller }) => records.delete(what.kind, ids.join("/"), caller.person_id)],
		];
		return [
			[`PUT /people/${ID}`, ([id = ""], body, { jar }) => people.start(id, body, jar)],
			[`DELETE /people/${ID}`, ([id = ""], _body, { caller }) => people.erase(caller, id)],
			["GET /instance", () => people.instance()],
			["GET /session", (_parts, _body, { caller, jar }) => people.session(caller, jar)],
			["DELETE /session", (_parts, _body, { caller }) => people.removeDevice(caller.device_id)],
			[
				"GET /devices",
				(_parts, _body, { caller }) => ({
					devices: [...people.devices]
						.filter(([, one]) => one.person_id === caller.person_id)
						.map(([id, { recovered = false }]) => ({
							id,
							added_day: "2026-11-23",
							current: id === caller.device_id,
							recovered,
						})),
				}),
			],
			[`DELETE /devices/${ID}`, ([id = ""]) => people.removeDevice(id)],
			["GET /keys", (_parts, _body, { caller, query }) => people.keys(caller, Number(query.get("page") ?? 0))],
			[
				`PUT /spaces/${ID}/epochs/${ID}`,
				([space = "", epoch = ""], body, { caller }) => people.startEpoch(caller, space, epoch, body),
			],
			[
				`PUT /spaces/${ID}/epochs/${ID}/wraps/${ID}`,
				([space = "", epoch = "", device_id], { wrap }) => people.addWraps(space, epoch, [{ device_id, wrap }]),
			],
			[`PUT /couples/${ID}/seat/taking`, ([id = ""]) => people.takeSeat(id)],
			[
				`DELETE /couples/${ID}/seat`,
				() => {
					people.seat = null;
				},
			],
			[`PUT /people/${ID}/recovery`, ([id = ""], body) => people.recovery.save(id, body)],
			[
				`PUT /spaces/${ID}/epochs/${ID}/recovery-wrap`,
				([space, epoch], body, { caller }) => people.recovery.give(caller.person_id, `${space}/${epoch}`, body),
			],
			[
				"PUT /recoveries/([\\w-]{22})/opening",
				([lookup = ""], body) => people.openRecovery(lookup, body, Number(body.page ?? 0)),
			],
			[
				`PUT /recoveries/([\\w-]{22})/devices/${ID}`,
				([lookup = "", id = ""], body, { jar }) => people.recover(lookup, id, body, jar),
			],
			[`PUT /couples/${ID}/leaving/withdrawal`, ([id = ""], _body, { caller }) => people.stay(caller, id)],
			[`PUT /couples/${ID}/leaving`, ([id = ""], _body, { caller }) => people.leave(caller, id)],
			["PUT /handovers/([\\w-]{22})", ([id = ""], body, { caller }) => handing.offer(caller, id, body)],
			["GET /handovers/([\\w-]{22})", ([id = ""], _body, { caller }) => handing.handover(caller, id)],
			["DELETE /handovers/([\\w-]{22})", ([id = ""], _body, { caller }) => handing.endHandover(caller, id)],
			["PUT /handovers/([\\w-]{22})/taking", ([id = ""], body, { caller, jar }) => handing.take(caller, id, body, jar)],
			["PUT /handovers/([\\w-]{22})/reveal", ([id = ""], body, { caller }) => handing.reveal(caller, id, body)],
			["PUT /handovers/([\\w-]{22})/confirmation", ([id = ""], body, { caller }) => handing.confirm(caller, id, body)],
			[
				"GET /changes",
				(_parts, _body, { caller, query }) =>
					records.changes(caller.person_id, query.get("after"), Number(query.get("limit") ?? 200)),
			],
			...record(`/check-ins/${ID}`, CHECK_IN),
			...record(`/pauses/${ID}/end`, PAUSE_END),
			...record(`/pauses/${ID}`, PAUSE),
			...record(`/rituals/${ID}/end`, {
				kind: "ritual_ends",
				edits: false,
				view: (body, _id, author_id) => ({ ...body, author_id }),
			}),
			...record(`/rituals/${ID}/occurrences/${LOCAL}`, OCCURRENCE),
			[
				`PUT /rituals/${ID}/acceptance`,
				([id = ""], body, { caller }) => this.rituals.accept(id, body, caller.person_id),
			],
			[`PUT /rituals/${ID}/refusal`, ([id = ""], body, { caller }) => this.rituals.decline(id, body, caller.person_id)],
			[
				`PUT /rituals/${ID}/quiet-hours`,
				([id = ""], body, { caller, digest }) => this.rituals.letThrough(id, body, caller.person_id, digest),
			],
			[
				`PUT /rituals/${ID}`,
				([id = ""], body, { caller, digest }) => this.rituals.put(id, body, caller.person_id, digest),
			],
			...record(`/rituals/${ID}`, RITUAL),
			...requests("asks", this.asks),
			...requests("wobbles", this.wobbles),
			[
				`PUT /readiness/${ID}/(\\w+)`,
				([person_id = "", area = ""], body, { caller }) => this.readiness.put(person_id, area, body, caller.person_id),
			],
			[
				`PUT /rituals/${ID}/occurrences/${LOCAL}/answers/${ID}`,
				([ritual_id = "", original = "", id = ""], body, { caller, digest }) => {
					records.get("rituals", ritual_id, caller.person_id);
					return records.put(answerTo(ritual_id, original), id, body, caller.person_id, digest);
				},
			],
			...record(`/patterns/${ID}/end`, {
				kind: "pattern_ends",
				edits: false,
				view: (body, _id, author_id) => ({ ...body, author_id }),
			}),
			[
				`PUT /patterns/${ID}/acceptance`,
				([id = ""], body, { caller }) => this.patterns.accept(id, body, caller.person_id),
			],
			[
				`PUT /patterns/${ID}/refusal`,
				([id = ""], body, { caller }) => this.patterns.decline(id, body, caller.person_id),
			],
			[
				`PUT /patterns/${ID}/moments/${QUARTER}`,
				([id = "", quarter = ""], body, { caller }) => this.patterns.say(id, quarter, body, caller.person_id),
			],
			[
				`PUT /patterns/${ID}`,
				([id = ""], body, { caller, digest }) => this.patterns.put(id, body, caller.person_id, digest),
			],
			...record(`/patterns/${ID}`, PATTERN),
			...record(`/conversations/${ID}`, this.conversations.kind),
			[
				`PUT /conversations/${ID}/steps/(\\d+)`,
				([id = "", number = ""], body, { caller, digest }) =>
					this.conversations.step(id, Number(number), body, caller.person_id, digest),
			],
			[
				`PUT /conversations/${ID}/(join|end|forgetting)`,
				([id = "", noun = ""], body, { caller }) => this.conversations.say(id, noun, body, caller.person_id),
			],
			...record(`/topics/${ID}`, this.topics.kind),
			[`PUT /topics/${ID}/readiness`, ([id = ""], body, { caller }) => this.topics.answer(id, body, caller.person_id)],
			// kinds without rules of their own, and nouns of which there is one of each person
			...KINDS.flatMap(({ name, address }): [string, Handler][] => {
				const path = address.replace(/\{\w+\}/g, ID);
				const kind = { kind: name, edits: true, view: authored };
				if (address.endsWith("}")) return record(path, kind);
				return [
					[
						`PUT ${path}`,
						([id = ""], body, { caller, digest }) =>
							records.put(kind, `${id}/${caller.person_id}`, body, caller.person_id, digest),
					],
				];
			}),
		];
	}

	private fault(line: string): Fault | undefined {
		const found = this.faults.find(({ on }) => on?.test(line) ?? true);
		if (!found) return undefined;
		found.times = (found.times ?? 1) - 1;
		if (found.times <= 0) this.faults.splice(this.faults.indexOf(found), 1);
		return found;
	}
}

/** The routes of asks, or of wobbles. */
function requests(path: string, fake: FakeAsks): [string, Handler][] {
	return [
		[`PUT /${path}/${ID}`, ([id = ""], body, { caller }) => fake.ask(id, body, caller.person_id)],
		[`PUT /${path}/${ID}/withdrawal`, ([id = ""], body, { caller }) => fake.withdrawAsk(id, body, caller.person_id)],
		[
			`PUT /${path}/${ID}/answers/${ID}`,
			([ask = "", id = ""], body, { caller }) => fake.answer(ask, id, body, caller.person_id),
		],
		[
			`PUT /${path}/${ID}/answers/${ID}/withdrawal`,
			([ask = "", id = ""], body, { caller }) => fake.withdrawAnswer(ask, id, body, caller.person_id),
		],
	];
}

function authored(body: Json, _id: string, author_id: string): Json {
	return { ...body, author_id };
}

function answerTo(ritual_id: string, original: string): FakeKind {
	return {
		kind: "ritual_answers",
		edits: false,
		view: (body, _id, author_id) => ({ ...body, ritual_id, original, author_id }),
	};
}

const received = new Map<string, number>();
const CHECK_IN: FakeKind = {
	kind: "check_ins",
	edits: true,
	view(body, id, author_id) {
		const first = received.get(id) ?? Date.now();
		received.set(id, first);
		const shown_at = new Date(Math.min(Date.parse(String(body.at)), first)).toISOString();
		return { ...authored(body, id, author_id), shown_at };
	},
};
const PAUSE_END: FakeKind = { kind: "pause_ends", edits: false, view: authored };
const PAUSE: FakeKind = {
	kind: "pauses",
	edits: true,
	view(body, _id, author_id) {
		const since = Date.parse(String(body.started_at));
		const until = new Date(since + Number(body.duration_seconds) * 1000).toISOString();
		return { ...body, author_id, since: new Date(since).toISOString(), until };
	},
};
const OCCURRENCE: FakeKind = {
	kind: "ritual_occurrences",
	edits: true,
	view(body, id) {
		const [ritual_id, original] = id.split("/");
		return { ...body, ritual_id, original };
	},
};

/** The answer to a write that is exactly one change in the feed tells its place there. */
function placed(response: Response, before: string | null, after: string | null): Response {
	const [generation, n] = before?.split(".") ?? [];
	if (after === `${generation}.${Number(n) + 1}`) response.headers.set("Feed-Cursor", `${before} ${after}`);
	return response;
}

function result(value: unknown): Response {
	if (value === undefined) return new Response(null, { status: 204 });
	const made = value as { status?: unknown; body?: unknown };
	if (typeof made.status === "number" && "body" in made) return Response.json(made.body, { status: made.status });
	return Response.json(value);
}

function problem({ status, code, headers }: FakeProblem): Response {
	return Response.json(
		{ type: code, title: `It said ${code}.`, status },
		{ status, headers: { ...headers, "Content-Type": "application/problem+json" } },
	);
}
