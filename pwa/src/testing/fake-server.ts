/**
 * A server in memory, for tests of the phone, behind `fetch` alone. It follows the rules of the API that the phone's
 * kernel depends on, and fails as the real one does: no network, lost responses, refusals, 5xx.
 */

import * as published from "../kernel/store/kinds.gen";
import { FakeAsks } from "./fake-asks";
import type { Caller, Jar } from "./fake-caller";
import { FakeConversations } from "./fake-conversations";
import { FakePatterns } from "./fake-patterns";
import { FakePeople } from "./fake-people";
import { peopleRoutes } from "./fake-people-routes";
import { practiceRoutes } from "./fake-practice-routes";
import { FakeProblem, type Json } from "./fake-problem";
import { FakeReadiness } from "./fake-readiness";
import { FakeRecords } from "./fake-records";
import { FakeRituals } from "./fake-rituals";
import type { Route } from "./fake-routes";
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

const KINDS = Object.values(published);
const OPEN =
	/^(PUT \/people\/[^/]+$|PUT \/recoveries|GET \/(session|instance|handovers)|PUT \/handovers\/[^/]+\/taking)/;

export class FakeServer {
	readonly records = new FakeRecords();
	readonly people = new FakePeople(this.records);
	readonly rituals = new FakeRituals(this.records);
	readonly patterns = new FakePatterns(this.records);
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

	private routes(): Route[] {
		return [
			...peopleRoutes(this.people),
			[
				"GET /changes",
				(_parts, _body, { caller, query }) =>
					this.records.changes(caller.person_id, query.get("after"), Number(query.get("limit") ?? 200)),
			],
			...practiceRoutes(this),
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
