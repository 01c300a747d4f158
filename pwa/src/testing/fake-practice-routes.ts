/** The fake server's routes of records and nouns. */

import * as published from "../kernel/store/kinds.gen";
import type { FakeAsks } from "./fake-asks";
import type { FakeConversations } from "./fake-conversations";
import { type FakePatterns, PATTERN } from "./fake-patterns";
import type { Json } from "./fake-problem";
import type { FakeReadiness } from "./fake-readiness";
import type { FakeKind, FakeRecords } from "./fake-records";
import { type FakeRituals, RITUAL } from "./fake-rituals";
import { ID, type Route, record } from "./fake-routes";
import type { FakeTopics } from "./fake-topics";

/** What has rules of its own. */
export interface Fakes {
	readonly records: FakeRecords;
	readonly rituals: FakeRituals;
	readonly patterns: FakePatterns;
	readonly asks: FakeAsks;
	readonly wobbles: FakeAsks;
	readonly conversations: FakeConversations;
	readonly readiness: FakeReadiness;
	readonly topics: FakeTopics;
}

const LOCAL = "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2})";
const QUARTER = "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}Z)";

export function practiceRoutes(fakes: Fakes): Route[] {
	const { records } = fakes;
	return [
		...record(records, `/check-ins/${ID}`, CHECK_IN),
		...record(records, `/pauses/${ID}/end`, PAUSE_END),
		...record(records, `/pauses/${ID}`, PAUSE),
		...record(records, `/rituals/${ID}/end`, {
			kind: "ritual_ends",
			edits: false,
			view: (body, _id, author_id) => ({ ...body, author_id, at: new Date().toISOString() }),
		}),
		...record(records, `/rituals/${ID}/occurrences/${LOCAL}`, OCCURRENCE),
		[
			`PUT /rituals/${ID}/acceptance`,
			([id = ""], body, { caller }) => fakes.rituals.accept(id, body, caller.person_id),
		],
		[`PUT /rituals/${ID}/refusal`, ([id = ""], body, { caller }) => fakes.rituals.decline(id, body, caller.person_id)],
		[
			`PUT /rituals/${ID}/quiet-hours`,
			([id = ""], body, { caller, digest }) => fakes.rituals.letThrough(id, body, caller.person_id, digest),
		],
		[
			`PUT /rituals/${ID}`,
			([id = ""], body, { caller, digest }) => fakes.rituals.put(id, body, caller.person_id, digest),
		],
		...record(records, `/rituals/${ID}`, RITUAL),
		...requests("asks", fakes.asks),
		...requests("wobbles", fakes.wobbles),
		[
			`PUT /readiness/${ID}/(\\w+)`,
			([person_id = "", area = ""], body, { caller }) => fakes.readiness.put(person_id, area, body, caller.person_id),
		],
		[
			`PUT /rituals/${ID}/occurrences/${LOCAL}/answers/${ID}`,
			([ritual_id = "", original = "", id = ""], body, { caller, digest }) => {
				records.get("rituals", ritual_id, caller.person_id);
				return records.put(answerTo(ritual_id, original), id, body, caller.person_id, digest);
			},
		],
		...record(records, `/patterns/${ID}/end`, {
			kind: "pattern_ends",
			edits: false,
			view: (body, _id, author_id) => ({ ...body, author_id, at: new Date().toISOString() }),
		}),
		[
			`PUT /patterns/${ID}/acceptance`,
			([id = ""], body, { caller }) => fakes.patterns.accept(id, body, caller.person_id),
		],
		[
			`PUT /patterns/${ID}/refusal`,
			([id = ""], body, { caller }) => fakes.patterns.decline(id, body, caller.person_id),
		],
		[
			`PUT /patterns/${ID}/moments/${QUARTER}`,
			([id = "", quarter = ""], body, { caller }) => fakes.patterns.say(id, quarter, body, caller.person_id),
		],
		[
			`PUT /patterns/${ID}`,
			([id = ""], body, { caller, digest }) => fakes.patterns.put(id, body, caller.person_id, digest),
		],
		...record(records, `/patterns/${ID}`, PATTERN),
		...record(records, `/conversations/${ID}`, fakes.conversations.kind),
		[
			`PUT /conversations/${ID}/steps/(\\d+)`,
			([id = "", number = ""], body, { caller, digest }) =>
				fakes.conversations.step(id, Number(number), body, caller.person_id, digest),
		],
		[
			`PUT /conversations/${ID}/(join|end|forgetting)`,
			([id = "", noun = ""], body, { caller }) => fakes.conversations.say(id, noun, body, caller.person_id),
		],
		...record(records, `/topics/${ID}`, fakes.topics.kind),
		[`PUT /topics/${ID}/readiness`, ([id = ""], body, { caller }) => fakes.topics.answer(id, body, caller.person_id)],
		// kinds without rules of their own, and nouns of which there is one of each person
		...Object.values(published).flatMap(({ name, address }): Route[] => {
			const path = address.replace(/\{\w+\}/g, ID);
			const kind = { kind: name, edits: true, view: authored };
			if (address.endsWith("}")) return record(records, path, kind);
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

/** The routes of asks, or of wobbles. */
function requests(path: string, fake: FakeAsks): Route[] {
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
