/** What the screens of an export and of the host say, compared with the kinds. Whoever adds a kind adds it here. */

import { expect, it } from "vitest";
import * as published from "../kernel/store/kinds.gen";
import { allKinds } from "../kernel/store/practice";
import { m } from "../paraglide/messages.js";
import "../testing/paired";

type PublishedName = keyof typeof published;

/** By the name of an exported kind: how the lead calls it. */
const IN_THE_FILE: Readonly<Record<string, string>> = {
	appreciations: "wins",
	check_ins: "check-ins",
	conversation_steps: "wrote in conversations",
	conversation_takeaways: "wrote in conversations",
	conversations: "wrote in conversations",
	journal_pages: "journal",
	own_conversations: "wrote in conversations",
	pattern_moments: "shared rituals and loops",
	patterns: "shared rituals and loops",
	pauses: "pauses",
	profiles: "name",
	reflections: "reflections",
	ritual_occurrences: "shared rituals and loops",
	rituals: "shared rituals and loops",
	topics: "kept for later",
	wins: "wins",
	wobble_cards: "card for wobbles",
};

/** By the name of a kind whose words are in no file: how the screen calls it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
	ask_answers: "answers",
	asks: "Asks",
	readiness: "readiness",
	wobble_answers: "answers",
	wobbles: "wobbles",
};

/** How the host's screen calls what it sees of a kind; null where it sees only that something was written. */
const SEEN: Readonly<Record<PublishedName, string | null>> = {
	appreciations: null,
	ask_answer_withdrawals: "asks, wobbles and answers",
	ask_answers: "asks, wobbles and answers",
	ask_withdrawals: "asks, wobbles and answers",
	asks: "asks, wobbles and answers",
	check_ins: "When you write something",
	conversation_breaks: "turn in a conversation",
	conversation_ends: "turn in a conversation",
	conversation_forgettings: "turn in a conversation",
	conversation_joins: "turn in a conversation",
	conversation_steps: "Who takes which turn in a conversation",
	conversation_takeaways: null,
	conversations: "turn in a conversation",
	journal_pages: null,
	own_conversations: null,
	pattern_acceptances: "which loop you both said yes to",
	pattern_ends: "loop",
	patterns: "loop",
	pause_ends: "Pauses",
	pauses: "Pauses",
	preferences: "reminders",
	profiles: null,
	readiness: "what you are ready for",
	reflections: null,
	ritual_acceptances: "rituals",
	ritual_ends: "rituals",
	ritual_quiet_hours: "rituals",
	rituals: "times of rituals",
	topic_readiness: "what you are ready for",
	topics: "times of rituals, topics",
	wins: null,
	wobble_answer_withdrawals: "asks, wobbles and answers",
	wobble_answers: "asks, wobbles and answers",
	wobble_cards: null,
	wobble_withdrawals: "asks, wobbles and answers",
	wobbles: "asks, wobbles and answers",
};

it("names every kind that an export contains, and no other", () => {
	const exported = allKinds().filter((kind) => kind.exported !== undefined);
	expect(exported.map(({ name }) => name).sort()).toEqual(Object.keys(IN_THE_FILE));
	for (const phrase of Object.values(IN_THE_FILE)) expect(m.export_lead()).toContain(phrase);
	expect(m.export_lead()).not.toMatch(/asks|answers|readiness/);
});

it("names what an export leaves out, so that nobody looks for it", () => {
	const without = allKinds().filter((kind) => kind.exported === undefined && kind.words !== null);
	expect(without.map(({ name }) => name).sort()).toEqual(Object.keys(LEFT_OUT));
	for (const phrase of Object.values(LEFT_OUT)) expect(m.export_left_out()).toContain(phrase);
});

it("includes of the partner's words only what both said yes to", () => {
	const both = allKinds().filter(({ exported }) => exported === "both");
	expect(new Set(both.map(({ practice }) => practice))).toEqual(new Set(["rituals", "patterns"]));
	expect(m.export_without()).toContain("Apart from rituals and loops that you both said yes to, nothing");
	expect(m.export_left_out()).toContain("Rituals and loops that you did not both say yes to");
});

it("says what the host sees of every kind", () => {
	const told = [m.operator_sees_times(), m.operator_sees_signals(), m.operator_sees_talk()].join("\n");
	for (const kind of Object.values(published)) {
		const phrase = SEEN[kind.name as PublishedName];
		const isSealed = kind.words !== null && kind.sent.length === 0;
		expect([kind.name, phrase === null]).toEqual([kind.name, isSealed]);
		if (phrase !== null) expect(told).toContain(phrase);
	}
});
