/** What both still see of a time that one of them has cancelled. */

import { h } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import Time from "../../screens/time";
import { FakeServer } from "../../testing/fake-server";
import { agreedRitual } from "../../testing/one-ritual";
import { closeScreen, wordsIn } from "../../testing/screen";
import { afterUndo, meet, pair, ritualDraft } from "../../testing/stories";
import OccurrenceScreen from "./occurrence-screen";
import OneRitual from "./one";
import time from "./time";
import today from "./today";
import { localAt } from "./zones";

const HOUR = 3_600_000;

const route = vi.hoisted(() => ({ path: "/", params: { id: "", original: "" } }));

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
});

const Off = () => today.blocks?.off && h(today.blocks.off, { askIn: () => null, inLoop: false });
const onToday = () => wordsIn(Off, "span");
const listed = () => wordsIn(() => Time({ parts: [time] }), "span");

/** In four hours. */
function recurrence(frequency: "weekly" | "once") {
	const usual = ritualDraft().recurrence;
	return { ...usual, frequency, starts: localAt(Date.now() + 4 * HOUR, usual.zone) };
}

describe.each(["phone", "ben"] as const)("where %s ends it", (who) => {
	/** On Ana's phone, the time that both had agreed on. */
	async function ended(frequency: "weekly" | "once") {
		const both = await agreedRitual(server, [60], recurrence(frequency));
		await both.phone.wake();
		const [time] = both.phone.rituals.upcoming.value;
		if (!time) throw new Error("it comes in four hours");
		await both[who].wake();
		await both[who].rituals.endRitual(both.id);
		await afterUndo(both[who]);
		await meet(both.phone);
		await both.phone.wake();
		route.params = { id: both.id, original: time.original };
		return { phone: both.phone, time };
	}

	it("keeps a date in sight until its end, and says of both alike that it is cancelled", async () => {
		const { time } = await ended("once");
		expect(listed()).toEqual(expect.arrayContaining([time.ritual.title, m.occurrence_cancelled()]));
		expect(onToday()).toEqual([]);
		minute.value = time.at - 3 * HOUR;
		expect(onToday()).toEqual(expect.arrayContaining([time.ritual.title, m.occurrence_cancelled()]));
		expect(wordsIn(Off, "a")).toEqual([]);
		for (const Screen of [OneRitual, OccurrenceScreen])
			expect(wordsIn(Screen, "h1")).toEqual([m.date_cancelled({ title: isolated(time.ritual.title) })]);
		minute.value = time.ends_at;
		expect([...onToday(), ...listed()]).toEqual([]);
	});

	it("says on Today of a time that would be soon that it is cancelled, and of no later one", async () => {
		const { time } = await ended("weekly");
		expect(onToday()).toEqual([]);
		minute.value = time.at - 3 * HOUR;
		expect(onToday()).toContain(m.occurrence_cancelled());
		minute.value = time.at + 7 * 24 * HOUR;
		expect(onToday()).toEqual([]);
	});

	it("shows nothing of it after parting", async () => {
		const { phone, time } = await ended("once");
		await phone.leaving.leave();
		minute.value = time.at;
		expect([...onToday(), ...listed()]).not.toContain(m.occurrence_cancelled());
	});
});

it("cancels nothing that nobody agreed on", async () => {
	const { ana } = await pair(server);
	await ana.wake();
	const id = await ana.rituals.propose(ritualDraft({ recurrence: recurrence("once") }));
	await meet(ana);
	await ana.rituals.endRitual(id);
	minute.value = Date.now() + 4 * HOUR;
	expect([...onToday(), ...listed()]).not.toContain(m.occurrence_cancelled());
});
