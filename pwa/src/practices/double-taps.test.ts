/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/fake-server";
import type { Phone } from "../testing/phone";
import { meet, pair, ritualDraft } from "../testing/stories";
import { once } from "../ui/once";

const HOUR = 3_600_000;
const WISH = { area: "talk", line: "Long words", wants_at: null, lasts: HOUR } as const;

let server: FakeServer;
let ana: Phone;
let ben: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
});

afterEach(() => vi.unstubAllGlobals());

/** Each tap that makes a record; what the tap needs is made first. */
interface Case {
	readonly what: string;
	readonly kind: string;
	readonly before?: () => Promise<string>;
	readonly tap: (before: string) => Promise<unknown>;
	/** How many there are afterwards, including what was made first. */
	readonly made?: number;
}

async function asked(): Promise<string> {
	await ana.wake();
	const id = await ana.asks.ask(WISH);
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
	await meet(ana);
	vi.useRealTimers();
	await meet(ben);
	return id;
}

async function paused(): Promise<string> {
	await ben.pauses.pause();
	return "";
}

const READY = { area: "talk", state: "ready", reveal: "always", energy: null } as const;

const CASES: readonly Case[] = [
	{ what: "a check-in", kind: "check_ins", tap: () => ben.checkins.checkIn(4) },
	{ what: "a pause", kind: "pauses", tap: () => ben.pauses.beginPause() },
	{ what: "a longer pause", kind: "pauses", before: paused, tap: () => ben.pauses.extend(20), made: 2 },
	{
		what: "the line of a pause",
		kind: "pauses",
		before: paused,
		tap: async () => ben.pauses.myPause.value && ben.pauses.sayLine(ben.pauses.myPause.value, "A walk"),
		made: 2,
	},
	{ what: "the end of a pause", kind: "pause_ends", before: paused, tap: () => ben.pauses.endPause("not_today") },
	{ what: "an ask", kind: "asks", tap: () => ben.asks.ask(WISH) },
	{ what: "an ask that waits as a draft", kind: "asks", tap: () => ben.asks.keepDraft(WISH) },
	{ what: "a yes", kind: "ask_answers", before: asked, tap: (id) => ben.asks.sayYes(id, Date.now() + HOUR) },
	{ what: "a later", kind: "ask_answers", before: asked, tap: (id) => ben.asks.sayLater(id, Date.now() + HOUR, "") },
	{ what: "a not now", kind: "ask_answers", before: asked, tap: (id) => ben.asks.sayNotNow(id, "") },
	{ what: "letting an ask rest", kind: "ask_answers", before: asked, tap: (id) => ben.asks.letRest(id) },
	{ what: "a ritual", kind: "rituals", tap: () => ben.rituals.propose(ritualDraft()) },
	{
		what: "readiness",
		kind: "readiness",
		tap: () => ben.readiness.sayReady([{ ...READY, until: Date.now() + HOUR }]),
	},
	{ what: "a name", kind: "profiles", tap: () => ben.profiles.saveName("Ben"), made: 2 },
];

describe("a double tap", () => {
	it.each(CASES)("makes $what once", async ({ kind, before, tap, made = 1 }) => {
		const id = (await before?.()) ?? "";
		await ben.wake();
		const taps = vi.fn(tap);
		const button = once(taps);
		void button(id);
		await Promise.resolve();
		void button(id);
		expect(taps).toHaveBeenCalledTimes(1);
		await taps.mock.results[0]?.value;
		void button(id);
		expect(taps).toHaveBeenCalledTimes(1);
		const rows = await (await ben.local.local()).getAll("records");
		expect(rows.filter((row) => row.kind === kind)).toHaveLength(made);
	});

	it("begins one pause whichever ways it is asked for at once", async () => {
		await Promise.all([ben.pauses.beginPause(), ben.pauses.beginPause()]);
		const rows = await (await ben.local.local()).getAll("records");
		expect(rows.filter((row) => row.kind === "pauses")).toHaveLength(1);
	});
});
