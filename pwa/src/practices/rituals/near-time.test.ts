/** What the screens of rituals say and offer shortly before a time. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import Time from "../../screens/time";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { closeScreen, labels, titles, wordsIn } from "../../testing/screen";
import { meet, pair, ritualDraft } from "../../testing/stories";
import OneRitual from "./one";
import { ReminderActs } from "./reminder-acts";
import { recurrenceWords } from "./schedule-words";
import time from "./time";
import { localAt } from "./zones";

const HOUR = 3_600_000;

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(closeScreen);

/** Ana's phone, with a ritual that both agreed on: in three hours for the first time, and then each week. */
async function dinnerInThreeHours(): Promise<Phone> {
	return dinner(3 * HOUR, "weekly");
}

async function dinner(ahead: number, frequency: "weekly" | "once"): Promise<Phone> {
	const { ana, ben } = await pair(server);
	await ana.wake();
	const { recurrence } = ritualDraft();
	const starts = localAt(Date.now() + ahead, recurrence.zone);
	const id = await ana.rituals.propose(ritualDraft({ recurrence: { ...recurrence, frequency, starts } }));
	for (const phone of [ana, ben]) await meet(phone);
	await ben.rituals.accept(id);
	for (const phone of [ben, ana]) await meet(phone);
	await ana.wake();
	route.params.id = id;
	return ana;
}

it.each([
	["before two hours before its start", 2 * HOUR + 1, false],
	["from two hours before its start", 2 * HOUR, true],
	["until it ends", 1 - 2 * HOUR, true],
	["once it has ended", -2 * HOUR, false],
])("offers On my way %s", async (_, ahead, offered) => {
	const [time] = (await dinnerInThreeHours()).rituals.upcoming.value;
	if (!time) throw new Error("it comes in three hours");
	const at = minute.value + ahead;
	const occurrence = { ...time, at, ends_at: at + 2 * HOUR };
	const buttons = wordsIn(() => ReminderActs({ occurrence }), "button");
	expect(buttons.includes(m.on_my_way())).toBe(offered);
	expect(buttons).toContain(m.snooze());
});

it("says once on the page of a ritual when it comes next", async () => {
	await dinnerInThreeHours();
	expect(labels(OneRitual, "section")).toContain(m.ritual_near());
	expect(titles(OneRitual)).toContain(m.ritual_next_times());
	expect(wordsIn(OneRitual, "li")).toHaveLength(3);
});

it.each([
	["in three days", 72 * HOUR, 1],
	["in three hours", 3 * HOUR, 0],
])("says once when a single time is, %s", async (_, ahead, listed) => {
	const { rituals } = await dinner(ahead, "once");
	const [ritual] = rituals.rituals.value;
	if (!ritual) throw new Error("both agreed on it");
	expect(wordsIn(OneRitual, "p")).not.toContain(recurrenceWords(ritual.recurrence));
	expect(wordsIn(OneRitual, "li")).toHaveLength(listed);
	expect(labels(OneRitual, "section").includes(m.ritual_near())).toBe(listed === 0);
});

it.each(["weekly", "once"] as const)("lists a ritual under Time once if it is a single time: %s", async (frequency) => {
	await dinner(72 * HOUR, frequency);
	const said = titles(() => Time({ parts: [time] }));
	expect(said).toContain(m.time_coming());
	expect(said.includes(m.time_agreed())).toBe(frequency === "weekly");
});
