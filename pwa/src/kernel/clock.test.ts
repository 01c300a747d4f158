import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let clock: typeof import("./clock");

beforeEach(async () => {
	vi.resetModules();
	clock = await import("./clock");
});

afterEach(() => {
	vi.useRealTimers();
});

describe("the server's time", () => {
	it("is this phone's, put right by half a round trip", async () => {
		const left = Date.now();
		await clock.readServerTime(left + 60_000, left, left + 200);
		expect(Math.abs(clock.serverNow() - Date.now() - 59_900)).toBeLessThan(5);
	});

	it("believes the quickest answer", async () => {
		const left = Date.now();
		await clock.readServerTime(left + 1050, left, left + 100);
		await clock.readServerTime(left + 2000, left, left + 5000);
		expect(Math.abs(clock.serverNow() - Date.now() - 1000)).toBeLessThan(5);
	});

	it("follows when this phone's clock is set anew", async () => {
		const left = Date.now();
		await clock.readServerTime(left + 50, left, left + 100);
		await clock.readServerTime(left - 3_600_000 + 250, left, left + 500);
		expect(Math.abs(clock.serverNow() - Date.now() + 3_600_000)).toBeLessThan(5);
	});

	it("is kept for the next launch without a network", async () => {
		const left = Date.now();
		await clock.readServerTime(left + 5000, left, left);
		vi.resetModules();
		const later = await import("./clock");
		await later.loadClock();
		expect(Math.abs(later.serverNow() - Date.now() - 5000)).toBeLessThan(5);
	});

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
