/** @module-tag slow */

import { describe, expect, it, vi } from "vitest";
import { ana, ben, server } from "../../testing/paired";
import { meet, written } from "../../testing/stories";

const MINUTE = 60_000;

describe("asking for a pause", () => {
	it("is there at once, offline, for half an hour", async () => {
		const before = Date.now();
		await ana.pauses.pause();
		const { value } = ana.pauses.myPause;
		expect(value).toMatchObject({ state: "running", line: null, pending: true });
		expect(Math.abs((value?.until ?? 0) - before - 30 * MINUTE)).toBeLessThan(2000);
	});

	it("reaches the partner with its line", async () => {
		await ana.pauses.pause({ minutes: 20, line: " A walk helps " });
		await meet(ana);
		await meet(ben);
		expect(ben.pauses.theirPause.value).toMatchObject({ state: "running", line: "A walk helps" });
		expect(ben.pauses.myPause.value).toBeNull();
	});

	it("lasts a minute at least and a day at most", async () => {
		await ana.pauses.pause({ minutes: 100_000 });
		await ana.pauses.pause({ minutes: 0 });
		await meet(ana);
		const seconds = server.heard
			.filter(({ path }) => path.startsWith("/pauses"))
			.map(({ body }) => JSON.parse(body ?? "").duration_seconds);
		expect(seconds.sort((a: number, b: number) => a - b)).toEqual([60, 86_400]);
	});

	it("is made longer by another that ends later, with the same line", async () => {
		await ana.pauses.pause({ minutes: 20, line: "Soon" });
		const { until = 0 } = ana.pauses.myPause.value ?? {};
		await ana.pauses.extend(10);
		expect(ana.pauses.myPause.value?.line).toBe("Soon");
		expect(Math.abs((ana.pauses.myPause.value?.until ?? 0) - until - 10 * MINUTE)).toBeLessThan(2000);
	});

	it.each([3004, 30_499, 59_999])("lasts until the very minute that was chosen, for both (%i)", async (into) => {
		const tomorrow = new Date(Date.now() + 24 * 60 * MINUTE).setHours(15, 40, 0, into);
		vi.useFakeTimers({ toFake: ["Date"], now: tomorrow });
		await ana.pauses.pause({ until: ana.pauses.untilTime("15:49") });
		const mine = ana.pauses.myPause.value?.until ?? 0;
		await meet(ana);
		await meet(ben);
		vi.useRealTimers();
		expect(new Date(mine).toTimeString()).toMatch(/^15:49:05/);
		expect(ben.pauses.theirPause.value?.until).toBe(mine);
	});

	it("keeps its end when a line is added, changed and taken away", async () => {
		await ana.pauses.pause({ minutes: 20 });
		await meet(ana);
		const { until } = ana.pauses.myPause.value ?? {};
		for (const line of ["Soon", "Later", ""]) {
			const own = ana.pauses.myPause.value;
			if (!own) throw new Error("a pause runs");
			await ana.pauses.sayLine(own, line);
			expect(ana.pauses.myPause.value).toMatchObject({ until, line: line || null });
			await meet(ana);
			await meet(ben);
			expect(ben.pauses.theirPause.value).toMatchObject({ until, line: line || null });
			await ana.wake();
		}
	});

	it("lasts until seven in the morning at night", () => {
		const evening = new Date(2026, 10, 23, 21, 30).getTime();
		const early = new Date(2026, 10, 24, 2, 0).getTime();
		const morning = new Date(2026, 10, 24, 7, 0, 5).getTime();
		expect([ana.pauses.tonight(evening), ana.pauses.tonight(early)]).toEqual([morning, morning]);
		const noon = new Date(2026, 10, 23, 5, 0).getTime();
		expect(ana.pauses.tonight(noon)).toBe(noon + 24 * 60 * MINUTE);
	});
});

describe("coming back", () => {
	it("ends all pauses with one word", async () => {
		await ana.pauses.pause({ minutes: 20 });
		await ana.pauses.extend(10);
		await meet(ana);
		await ana.pauses.endPause("talk_at", Date.now() + 60 * MINUTE);
		expect(ana.pauses.myPause.value).toBeNull();
		await meet(ana);
		await meet(ben);
		expect(ben.pauses.theirPause.value).toBeNull();
		expect(ben.pauses.theirReturn.value).toMatchObject({ how: "talk_at" });
		expect(written(server)).toEqual(["PUT /pauses/ID", "PUT /pauses/ID", "PUT /pauses/ID/end"]);
	});

	it("sends nothing where the pause never left this phone", async () => {
		await ana.pauses.pause();
		await ana.pauses.endPause("back");
		await meet(ana);
		expect(written(server)).toEqual([]);
		expect(ana.pauses.myPause.value).toBeNull();
	});

	it("ends what was sent, and drops what was not", async () => {
		await ana.pauses.pause({ minutes: 20 });
		await meet(ana);
		await ana.pauses.extend(10);
		await ana.pauses.endPause("back");
		await meet(ana);
		expect(written(server)).toEqual(["PUT /pauses/ID", "PUT /pauses/ID/end"]);
		expect(ana.pauses.myPause.value).toBeNull();
	});

	it("says the rest even of a pause that never left this phone", async () => {
		await ana.pauses.pause();
		await ana.pauses.endPause("not_today");
		await meet(ana);
		expect(written(server)).toEqual(["PUT /pauses/ID", "PUT /pauses/ID/end"]);
	});

	it("waits for a word when the time is up", async () => {
		await ana.pauses.pause({ until: Date.now() - 5 * MINUTE });
		await meet(ana);
		vi.useFakeTimers({ now: Date.now() + 10 * MINUTE, toFake: ["Date"] });
		await ana.wake();
		const { minute } = await import("../../kernel/store/clock");
		minute.value = Date.now();
		expect(ana.pauses.myPause.value?.state).toBe("over");
		vi.useRealTimers();
	});

	it.each([1, 24, -3])("runs on where somebody set this phone's clock by %i hours", async (hours) => {
		await ana.pauses.pause({ minutes: 20 });
		await meet(ana);
		await meet(ben);
		const { look } = await import("../../kernel/store/clock");
		vi.useFakeTimers({ now: Date.now() + hours * 60 * MINUTE, toFake: ["Date"] });
		look();
		for (const phone of [ana, ben]) {
			await phone.wake();
			const own = phone === ana ? phone.pauses.myPause.value : phone.pauses.theirPause.value;
			expect(own?.state).toBe("running");
		}
		vi.useRealTimers();
		look();
	});

	it("is no news of an earlier pause while a later one waits for its word", async () => {
		await ana.pauses.pause();
		await meet(ana);
		await ana.pauses.endPause("back");
		await meet(ana);
		await meet(ben);
		expect(ben.pauses.theirReturn.value).toMatchObject({ how: "back" });
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * MINUTE });
		await ana.wake();
		await ana.pauses.pause({ minutes: 20 });
		await meet(ana);
		vi.setSystemTime(Date.now() + 25 * MINUTE);
		await meet(ben);
		const { minute, second } = await import("../../kernel/store/clock");
		for (const tick of [minute, second]) tick.value = Date.now();
		expect(ben.pauses.theirPause.value).toBeNull();
		expect(ben.pauses.theirReturn.value).toBeNull();
		vi.useRealTimers();
	});

	it("can be undone altogether", async () => {
		await ana.pauses.pause();
		await meet(ana);
		await ana.pauses.undoPause();
		await meet(ana);
		await meet(ben);
		expect(ben.pauses.theirPause.value).toBeNull();
		expect(ben.pauses.theirReturn.value).toBeNull();
	});
});
