/** What Today says about proposals, and for how long. */

import type { ComponentChildren } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { FakeServer } from "../../testing/fake-server";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet, pair, ritualDraft } from "../../testing/stories";
import today from "./today";

const DAY = 86_400_000;

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

let server: FakeServer;
let marks: Map<string, string>;

beforeEach(() => {
	server = new FakeServer();
	marks = new Map();
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => marks.get(key) ?? null,
		setItem: (key: string, value: string) => marks.set(key, value),
		removeItem: (key: string) => marks.delete(key),
	});
});

afterEach(() => {
	closeScreen();
	vi.useRealTimers();
	vi.unstubAllGlobals();
	minute.value = Date.now();
});

function later(time: number): void {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + time });
	minute.value = Date.now();
}

/** Ana's phone, with a proposal of hers that Ben has read; he declines it if asked to. */
async function proposed({ declined }: { readonly declined: boolean }) {
	const both = await pair(server);
	await both.ana.wake();
	const id = await both.ana.rituals.propose(ritualDraft());
	await meet(both.ana);
	await meet(both.ben);
	if (!declined) return;
	await both.ben.rituals.decline(id);
	later(6000);
	await meet(both.ben);
	await meet(both.ana);
}

function cards(): readonly (() => ComponentChildren)[] {
	return today.waiting?.value.map(({ Card }) => Card as () => ComponentChildren) ?? [];
}

function only() {
	const [card, ...more] = cards();
	if (!card || more.length > 0) throw new Error("one card waits");
	return card;
}

it("offers no answer to a proposal without the other answer beside it", async () => {
	await proposed({ declined: false });
	expect(wordsIn(only(), "button")).toEqual([m.ritual_decide_later()]);
	expect(wordsIn(only(), "a")).toEqual([m.look_closer()]);
});

it("keeps no mark of a refusal that was read for longer than other hints", async () => {
	await proposed({ declined: true });
	await button(only(), m.understood())();
	expect(cards()).toEqual([]);
	const kept = [...marks].filter(([key]) => key.includes("declined")).map(([, since]) => Number(since));
	expect(kept).toEqual([Date.now()]);
});

it("says a refusal for two weeks", async () => {
	await proposed({ declined: true });
	later(14 * DAY - 60_000);
	expect(cards()).toHaveLength(1);
	later(120_000);
	expect(cards()).toEqual([]);
});

it.each([true, false])("calls only a refusal news, which a pause keeps behind later (%s)", async (declined) => {
	await proposed({ declined });
	expect(today.waiting?.value.map(({ news = false }) => news)).toEqual([declined]);
});

it("says of a proposed date when it would be, although somebody moved it meanwhile", async () => {
	const both = await pair(server);
	await both.ana.wake();
	const { recurrence } = ritualDraft();
	const once = { ...recurrence, frequency: "once", starts: "2040-01-07T19:00" } as const;
	await both.ana.rituals.propose(ritualDraft({ recurrence: once }));
	const [ritual] = both.ana.rituals.rituals.value;
	const [time] = ritual ? both.ana.rituals.occurrences(ritual, 0, 1) : [];
	await both.ana.rituals.move(time ?? expect.fail("no time"), "2040-01-08T02:00");
	await meet(both.ana);
	await meet(both.ben);
	expect(wordsIn(only(), "p").join()).toMatch(/January 8/);
	expect(wordsIn(only(), "p").join()).not.toMatch(/January 7/);
});
