import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hearSilence } from "../kernel/store/silence";
import { m } from "../paraglide/messages.js";
import { FakeServer } from "../testing/fake-server";
import type { Phone } from "../testing/phone";
import { button, closeScreen } from "../testing/screen";
import { ana, pair } from "../testing/stories";
import { putAway } from "../ui/later";
import type { TodayParts, Waiting } from "../ui/practice-face";
import { Closing, NoLongerConnected } from "./today-cards";
import { alarms, hints, urgentThings, waitingIn } from "./today-waiting";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("../ui/installing", () => ({ installing: { value: "menu" } }));

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
	hearSilence(signal({ mine: null, theirs: null }));
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

const keys = (begun = true) => hints(begun).map(({ key }) => key);

async function withoutWords(phone: Phone): Promise<void> {
	await phone.wayBack.noteWayBack("none");
}

it("offers to connect first, then the home screen, and what protects the words later", async () => {
	await withoutWords(await ana(server));
	expect(keys()).toEqual(["connect", "install", "words"]);
	expect(hints(true).every(({ hint }) => hint)).toBe(true);
	expect(keys(false)).toEqual(["connect", "words"]);
});

it("shows what is over within hours before what can wait for days", async () => {
	await ana(server);
	const part = (...waiting: readonly Waiting[]): TodayParts => ({ waiting: signal(waiting) });
	const ask = { key: "ask", Card: () => null };
	const wobble = { key: "wobble", soon: true, Card: () => null } as const;
	const { first, others } = waitingIn([part(ask), part(wobble)]);
	expect([first, others[0]]).toEqual([wobble, ask]);
});

const QUIET = [
	["one has a pause", { mine: null, theirs: Date.now() + 60_000 }, false],
	["both are in a loop", { mine: null, theirs: null }, true],
] as const;

it.each(QUIET)("keeps hints behind later while %s", async (_what, silence, inLoop) => {
	await withoutWords(await ana(server));
	const parts: readonly TodayParts[] = [{ begun: signal(true), inLoop: signal(inLoop) }];
	hearSilence(signal(silence));
	const { first, others } = waitingIn(parts);
	expect(first).toBeNull();
	expect(others.map(({ key }) => key)).toEqual(keys());
	hearSilence(signal({ mine: null, theirs: null }));
	expect(waitingIn([{ begun: signal(true) }]).first?.key).toBe("connect");
});

it.each(QUIET)("keeps news behind later while %s", async (_what, silence, inLoop) => {
	await ana(server);
	for (const { key } of hints(false)) putAway(key);
	const news = { key: "declined", news: true, Card: () => null } as const;
	const proposal = { key: "proposal", Card: () => null };
	const loop: TodayParts = { inLoop: signal(inLoop) };
	const part = (...waiting: readonly Waiting[]): TodayParts => ({ waiting: signal(waiting) });
	expect(waitingIn([part(news, proposal)])).toEqual({ first: news, others: [proposal] });
	hearSilence(signal(silence));
	expect(waitingIn([loop, part(news, proposal)])).toEqual({ first: proposal, others: [news] });
	expect(waitingIn([loop, part(news)])).toEqual({ first: null, others: [news] });
});

it("offers no new partner to the one who was left, nor for days after they have read so", async () => {
	const { ana, ben } = await pair(server);
	await ben.leaving.leave();
	await ana.wake();
	await ana.identity.checkSession();
	expect(alarms()).toMatchObject([{ key: "ended" }]);
	expect(keys()).not.toContain("connect");
	await button(NoLongerConnected, m.understood())();
	await vi.waitFor(() => expect(alarms()).toEqual([]));
	expect(keys()).not.toContain("connect");
});

it("tells of the day on which the server stops, again in the last week, and without a network", async () => {
	vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-01-01T12:00Z") });
	const phone = await ana(server);
	expect(urgentThings()).toEqual([]);
	server.people.closesOn = "2027-01-31";
	await phone.identity.checkSession();
	expect(urgentThings()).toMatchObject([{ key: "closing" }]);
	await button(Closing, m.later())();
	expect(urgentThings()).toEqual([]);
	vi.setSystemTime(new Date("2027-01-25T12:00Z"));
	await phone.wake();
	expect(urgentThings()).toMatchObject([{ key: "closing" }]);
	server.people.closesOn = null;
	await phone.identity.checkSession();
	expect(urgentThings()).toEqual([]);
	vi.useRealTimers();
});
