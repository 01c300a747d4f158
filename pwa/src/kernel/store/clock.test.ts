import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { wipeLocal } from "./local";
import { type Identity, readMeta, writeMeta } from "./meta";

let clock: typeof import("./clock");

beforeEach(async () => {
	await wipeLocal();
	vi.resetModules();
	clock = await import("./clock");
});

afterEach(() => {
	vi.useRealTimers();
});

const HOUR = 3_600_000;
const near = (expected: number) => expect(Math.abs(clock.serverNow() - expected)).toBeLessThan(5);

/** Sets the phone's wall clock, but not its monotonic clock. */
function setClock(by: number): void {
	vi.setSystemTime(Date.now() + by);
	clock.look();
}

/** Advances both clocks. */
function pass(milliseconds: number): void {
	vi.advanceTimersByTime(milliseconds);
	clock.look();
}

/** Answers with the server's time, `ahead` milliseconds ahead of the phone's. */
async function hear(ahead = 0, roundTrip = 0): Promise<void> {
	const left = { wall: Date.now() - roundTrip, steady: performance.now() - roundTrip };
	await clock.readServerTime(Date.now() + ahead, left);
}

async function launch(): Promise<void> {
	vi.resetModules();
	clock = await import("./clock");
	await clock.loadClock();
}

/** A phone with an account, on which the test controls both clocks. */
async function atHome(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date", "performance", "setInterval", "clearInterval"] });
	await launch();
	// the code only checks that an identity exists
	await writeMeta("identity", {} as Identity);
	await hear();
}

describe("the server's time", () => {
	it("is this phone's, put right by half a round trip", async () => {
		await hear(60_000, 200);
		near(Date.now() + 60_100);
	});

	it("believes the quickest answer", async () => {
		await hear(1000, 100);
		await hear(500, 5000);
		near(Date.now() + 1050);
	});

	it("follows when this phone's clock is set anew", async () => {
		await hear(0, 100);
		await hear(-HOUR, 500);
		near(Date.now() - HOUR + 250);
	});

	it("is kept for the next launch without a network", async () => {
		await hear(5000);
		await launch();
		near(Date.now() + 5000);
		expect(clock.unsure.value).toBe(false);
	});
});

describe("a clock that somebody sets", () => {
	beforeEach(atHome);

	it.each([
		["back", -3 * HOUR],
		["back by a little over two minutes", -121_000],
		["ahead", HOUR],
	])("while the app runs makes it unsure, until the server tells: %s", async (_, by) => {
		const was = Date.now();
		expect(clock.unsure.value).toBe(false);
		setClock(by);
		expect(clock.unsure.value).toBe(true);
		expect(clock.surely(clock.serverNow())).toBe(was);
		pass(60_000);
		expect(clock.surely(clock.serverNow())).toBe(was + 60_000);
		await hear(-by);
		expect(clock.unsure.value).toBe(false);
		near(was + 60_000);
	});

	it("never takes the time back", () => {
		const was = Date.now();
		setClock(-3 * HOUR);
		pass(1000);
		near(was + 1000);
	});

	it("makes it unsure at the next launch where it reads earlier than what was seen", async () => {
		pass(HOUR);
		await clock.keepSeen();
		const seen = Date.now();
		setClock(-3 * HOUR);
		await launch();
		expect(clock.unsure.value).toBe(true);
		near(seen);
		await hear(3 * HOUR);
		expect(clock.unsure.value).toBe(false);
		near(seen);
	});

	it("does not count at an ordinary start without a network, however late", async () => {
		pass(9 * HOUR);
		await launch();
		expect(clock.unsure.value).toBe(false);
		pass(HOUR);
		expect(clock.unsure.value).toBe(false);
	});

	it("is not kept as a time that was seen, and leaves nothing where nobody is at home", async () => {
		const was = Date.now();
		setClock(HOUR);
		await clock.keepSeen();
		expect(await readMeta("seen")).toBeLessThanOrEqual(was);
		await wipeLocal();
		await hear();
		expect(await readMeta("seen")).toBeUndefined();
	});

	it("is sure again once another tab has heard the server", async () => {
		setClock(HOUR);
		await writeMeta("offset", -HOUR);
		await writeMeta("seen", Date.now() - HOUR);
		await clock.loadClock();
		expect(clock.unsure.value).toBe(false);
		near(Date.now() - HOUR);
	});

	it("stays unsure where another tab tells of something else", async () => {
		setClock(HOUR);
		await clock.loadClock();
		expect(clock.unsure.value).toBe(true);
	});
});

describe("the ticks", () => {
	it("ticks only while somebody looks", () => {
		vi.useFakeTimers();
		const seen: number[] = [];
		const stop = effect(() => void seen.push(clock.second.value));
		vi.advanceTimersByTime(2500);
		stop();
		vi.advanceTimersByTime(5000);
		expect(seen.length).toBeLessThanOrEqual(4);
		expect(seen.at(-1)).toBe((seen[0] ?? 0) + 2000);
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe("when it was, without a clock time", () => {
	const at = (text: string) => new Date(text).getTime();
	const now = at("2026-11-23T20:00:00");

	it.each([
		["2026-11-23T07:30:00", "today", "morning"],
		["2026-11-23T12:00:00", "today", "afternoon"],
		["2026-11-23T18:00:00", "today", "evening"],
		["2026-11-23T23:30:00", "today", "night"],
		["2026-11-23T03:00:00", "yesterday", "night"],
		["2026-11-22T18:30:00", "yesterday", "evening"],
		["2026-11-21T18:30:00", "earlier", "evening"],
	])("%s is %s %s", (then, day, part) => {
		expect(clock.dayPart(at(then), now)).toEqual({ day, part });
	});
});
