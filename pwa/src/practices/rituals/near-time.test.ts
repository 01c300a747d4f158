/** What the screens of rituals say and offer shortly before a time. */

import { type ComponentChildren, h } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { showPush } from "../../kernel/push/push-state";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import Time from "../../screens/time";
import { FakeServer } from "../../testing/fake-server";
import { agreedRitual } from "../../testing/one-ritual";
import type { Phone } from "../../testing/phone";
import { closeScreen, labels, titles, wordsIn } from "../../testing/screen";
import { ana as alone, meet, pair, ritualDraft } from "../../testing/stories";
import { joined, longDate } from "../../ui/when";
import { isAtNight } from "./at-night";
import EditRitual from "./edit";
import OccurrenceScreen from "./occurrence-screen";
import OneRitual from "./one";
import { ReminderActs } from "./reminder-acts";
import { leadWords, recurrenceWords } from "./schedule-words";
import ritualsInTime from "./time";
import today from "./today";
import { localAt } from "./zones";

const HOUR = 3_600_000;

const block = (place: "due" | "off") => () => {
	const Part = today.blocks?.[place];
	return Part && h(Part, { askIn: () => null, inLoop: false });
};
const Today = block("due");
const Off = block("off");

const route = vi.hoisted(() => ({ path: "/", params: { id: "", original: "" } }));

vi.mock("./at-night", () => ({ isAtNight: vi.fn() }));

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

afterEach(() => {
	closeScreen();
	minute.value = Date.now();
	showPush("unknown");
});

function only<One>(all: readonly One[]): One {
	const [one, ...more] = all;
	if (!one || more.length > 0) throw new Error("there is one");
	return one;
}

function allWords(screen: () => ComponentChildren): readonly string[] {
	return ["h1", "h2", "p", "a", "button", "label"].flatMap((tag) => wordsIn(screen, tag));
}

/** Ana's phone, with a ritual that both agreed on: in three hours for the first time, and then each week. */
async function dinnerInThreeHours(): Promise<Phone> {
	return dinner(3 * HOUR, "weekly");
}

async function dinner(ahead: number, frequency: "weekly" | "once"): Promise<Phone> {
	const { recurrence } = ritualDraft();
	const starts = localAt(Date.now() + ahead, recurrence.zone);
	const { phone, id } = await agreedRitual(server, [1440, 60], { ...recurrence, frequency, starts });
	await phone.wake();
	route.params.id = id;
	return phone;
}

describe.each([
	["more than three hours before its start", 3 * HOUR + 1, false],
	["from three hours before its start", 3 * HOUR, true],
	["until it ends", 1 - 2 * HOUR, true],
	["once it has ended", -2 * HOUR, false],
])("%s", (_, ahead, isSoon) => {
	const answers: string[] = [m.on_my_way(), m.snooze(), m.not_tonight()];

	beforeEach(async () => {
		const phone = await dinner(3 * HOUR, "weekly");
		const [time] = phone.rituals.upcoming.value;
		if (!time) throw new Error("it comes in three hours");
		route.params.original = time.original;
		vi.mocked(isAtNight).mockReturnValue(true);
		minute.value = time.at - ahead;
	});

	it.each([
		["Today", Today],
		["the page of the ritual", OneRitual],
		["the page of the time", OccurrenceScreen],
	])(`${isSoon ? "offers" : "does not offer"} the answers to a reminder on %s`, (_where, Screen) => {
		const offered = wordsIn(Screen, "button").filter((words) => answers.includes(words));
		expect(offered).toEqual(isSoon ? answers : []);
	});

	it("lets one skip the time on its page in one way", () => {
		const skips: string[] = [m.not_tonight(), m.occurrence_skip()];
		const offered = wordsIn(OccurrenceScreen, "button").filter((words) => skips.includes(words));
		expect(offered).toEqual([isSoon ? m.not_tonight() : m.occurrence_skip()]);
	});
});

it("leaves it to its own page to cancel a date that is not soon", async () => {
	const phone = await dinner(4 * HOUR, "once");
	const [time] = phone.rituals.upcoming.value;
	if (!time) throw new Error("it comes in four hours");
	route.params.original = time.original;
	minute.value = Date.now();
	const offered = wordsIn(OccurrenceScreen, "button");
	expect(offered).not.toContain(m.occurrence_skip());
	expect(offered).not.toContain(m.not_tonight());
	expect(wordsIn(OccurrenceScreen, "a")).toContain(m.date_whole());
});

it("offers on Today the answers to the first of several times, and shows them all", async () => {
	const phone = await alone(server);
	for (const [title, ahead] of [
		["Walk", 2.5 * HOUR],
		["Dinner", 2 * HOUR],
	] as const) {
		const { recurrence } = ritualDraft();
		const starts = localAt(Date.now() + ahead, recurrence.zone);
		await phone.rituals.propose(
			ritualDraft({ title, recurrence: { ...recurrence, frequency: "once", starts }, lead_minutes: [180] }),
		);
	}
	expect(labels(Today, "section")).toEqual(["Dinner"]);
	expect(wordsIn(Today, "button")).toEqual([m.snooze(), m.not_tonight()]);
	expect(wordsIn(Today, "a").map((words) => words.includes("Walk"))).toEqual([false, true]);
});

it.each([
	["once", [60]],
	["weekly", [1440, 60]],
] as const)("promises of a time in 90 minutes only reminders that can still come (%s)", async (frequency, promised) => {
	await dinner(1.5 * HOUR, frequency);
	expect(wordsIn(OneRitual, "dd")).toContain(joined(promised.map(leadWords)));
});

it.each([true, false])("says tonight only of an evening (%s)", async (atNight) => {
	const [occurrence] = (await dinnerInThreeHours()).rituals.upcoming.value;
	if (!occurrence) throw new Error("it comes in three hours");
	vi.mocked(isAtNight).mockReturnValue(atNight);
	const buttons = wordsIn(() => ReminderActs({ occurrence }), "button");
	expect(buttons.includes(m.not_tonight())).toBe(atNight);
	expect(buttons.includes(m.not_today())).toBe(!atNight);
});

it.each(["off", "denied", "unsupported"] as const)("promises no reminder where push is %s", async (state) => {
	const [occurrence] = (await dinnerInThreeHours()).rituals.upcoming.value;
	if (!occurrence) throw new Error("it comes in three hours");
	const buttons = () => wordsIn(() => ReminderActs({ occurrence }), "button");
	showPush("on");
	expect(buttons()).toContain(m.snooze());
	showPush(state);
	expect(buttons()).not.toContain(m.snooze());
});

it.each(["skipped", "kept", "over"])("says of nobody that they are on the way to a time that is %s", async (state) => {
	const { rituals } = await dinner(HOUR, "weekly");
	const [first] = rituals.upcoming.value;
	if (!first) throw new Error("it comes in an hour");
	route.params.original = first.original;
	await rituals.onMyWay(first);
	expect(wordsIn(OccurrenceScreen, "p")).toContain(m.you_are_on_the_way());
	if (state === "skipped") await rituals.skip(first);
	if (state === "kept") await rituals.markKept(first);
	if (state === "over") minute.value = first.ends_at;
	expect(wordsIn(OccurrenceScreen, "p")).not.toContain(m.you_are_on_the_way());
});

it("says on Today that a time that would be soon is skipped, until its end, to both alike", async () => {
	const { rituals } = await dinner(4 * HOUR, "once");
	const time = only(rituals.upcoming.value);
	const words = () => wordsIn(Off, "span");
	await rituals.skip(time);
	expect(words()).not.toContain(m.occurrence_skipped());
	minute.value = time.at - 3 * HOUR;
	expect(words()).toEqual(expect.arrayContaining([time.ritual.title, m.occurrence_skipped()]));
	minute.value = time.ends_at - 1;
	expect(words()).toContain(m.occurrence_skipped());
	minute.value = time.ends_at;
	expect(words()).toEqual([]);
});

it("says on Today that you said you are on your way", async () => {
	const { rituals } = await dinner(HOUR, "weekly");
	const [first] = rituals.upcoming.value;
	if (!first) throw new Error("it comes in an hour");
	expect(wordsIn(Today, "span")).not.toContain(m.you_are_on_the_way());
	await rituals.onMyWay(first);
	expect(wordsIn(Today, "span")).toContain(m.you_are_on_the_way());
});

it("says once on the page of a ritual when it comes next", async () => {
	await dinnerInThreeHours();
	expect(labels(OneRitual, "section")).toContain(m.ritual_near());
	expect(titles(OneRitual)).toContain(m.ritual_next_times({ count: 3 }));
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

describe("a date that happens once", () => {
	it.each([
		["its page", 72 * HOUR, OneRitual],
		["its page when it is soon", HOUR, OneRitual],
		["the page of its time", 72 * HOUR, OccurrenceScreen],
		["its form", 72 * HOUR, EditRitual],
	])("is not called a ritual on %s", async (_, ahead, Screen) => {
		const { rituals } = await dinner(ahead, "once");
		route.params.original = rituals.upcoming.value[0]?.original ?? "";
		expect(allWords(Screen).filter((words) => /ritual/i.test(words))).toEqual([]);
		minute.value += ahead + 3 * HOUR;
		expect(allWords(Screen).filter((words) => /ritual/i.test(words))).toEqual([]);
	});

	it("is not called a ritual where one says yes to it", async () => {
		const { ana, ben } = await pair(server);
		await ben.wake();
		const { recurrence } = ritualDraft();
		const starts = localAt(Date.now() + 72 * HOUR, recurrence.zone);
		route.params.id = await ben.rituals.propose(
			ritualDraft({ recurrence: { ...recurrence, frequency: "once", starts } }),
		);
		for (const phone of [ben, ana]) await meet(phone);
		await ana.wake();
		expect(allWords(OneRitual)).toContain(m.date_yours_to_accept());
		expect(allWords(OneRitual).filter((words) => /ritual/i.test(words))).toEqual([]);
	});

	it.each([
		["as planned", HOUR, HOUR],
		["as it was moved to later", HOUR, 3 * HOUR],
		["as it was moved to earlier", 3 * HOUR, HOUR],
	])("waits for no yes once it has begun, %s", async (_, planned, ahead) => {
		const { ana, ben } = await pair(server);
		await ben.wake();
		const { recurrence } = ritualDraft();
		const { zone } = recurrence;
		const once = { ...recurrence, frequency: "once" as const, starts: localAt(Date.now() + planned, zone) };
		route.params.id = await ben.rituals.propose(ritualDraft({ recurrence: once }));
		const [ritual] = ben.rituals.rituals.value;
		const [time] = ritual ? ben.rituals.occurrences(ritual, 0, 1) : [];
		if (!time) throw new Error("it has one time");
		if (ahead !== planned) await ben.rituals.move(time, localAt(Date.now() + ahead, zone));
		for (const phone of [ben, ana]) await meet(phone);
		await ana.wake();
		minute.value = Date.now() + ahead - 2 * 60_000;
		expect(today.waiting?.value).toHaveLength(1);
		expect(wordsIn(OneRitual, "p")).not.toContain(m.date_proposed_has_passed());
		expect(wordsIn(OneRitual, "button")).toContain(m.ritual_accept());
		for (const later of [0, 3 * HOUR]) {
			minute.value = Date.now() + ahead + later;
			expect(today.waiting?.value).toEqual([]);
			expect(wordsIn(OneRitual, "p")).toContain(m.date_proposed_has_passed());
			expect(wordsIn(OneRitual, "button")).not.toContain(m.ritual_accept());
		}
	});

	it("stands on its page once it has passed, as it was moved and kept", async () => {
		const { rituals } = await dinner(3 * HOUR, "once");
		const coming = () => only(rituals.upcoming.value);
		await rituals.move(coming(), localAt(coming().at + 48 * HOUR, coming().ritual.recurrence.zone));
		await rituals.markKept(coming());
		const { at, ends_at } = coming();
		minute.value = ends_at;
		expect(wordsIn(OneRitual, "li")).toEqual([expect.stringContaining(longDate(at, minute.value))]);
		expect(wordsIn(OneRitual, "span")).toContain(m.occurrence_kept());
		const past = wordsIn(() => Time({ parts: [ritualsInTime] }), "a").join();
		expect(past).toContain(longDate(at, minute.value));
	});

	it("stands under what is coming up once it is skipped, not under what both agreed on", async () => {
		const { rituals } = await dinner(72 * HOUR, "once");
		await rituals.skip(only(rituals.upcoming.value));
		const screen = () => Time({ parts: [ritualsInTime] });
		expect(titles(screen)).toEqual([m.time_coming()]);
		expect(wordsIn(screen, "span")).toContain(m.occurrence_skipped());
	});

	it("is cancelled while it is coming up, and removed once it has passed", async () => {
		await dinner(72 * HOUR, "once");
		expect(wordsIn(OneRitual, "button")).toContain(m.date_cancel());
		minute.value += 80 * HOUR;
		expect(wordsIn(OneRitual, "button")).toContain(m.date_remove());
	});
});

it("lists a single time that was moved, also once its planned time has passed", async () => {
	const { rituals } = await dinner(3 * HOUR, "once");
	const [time] = rituals.upcoming.value;
	if (!time) throw new Error("it comes in three hours");
	await rituals.move(time, localAt(time.at + 48 * HOUR, time.ritual.recurrence.zone));
	minute.value = time.ends_at;
	expect(wordsIn(OneRitual, "li")).toHaveLength(1);
});

it.each(["weekly", "once"] as const)("lists a ritual under Time once if it is a single time: %s", async (frequency) => {
	await dinner(72 * HOUR, frequency);
	const said = titles(() => Time({ parts: [ritualsInTime] }));
	expect(said).toContain(m.time_coming());
	expect(said.includes(m.time_agreed())).toBe(frequency === "weekly");
});
