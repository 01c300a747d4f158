import { afterEach, expect, it, vi } from "vitest";
import { ana } from "../../testing/paired";
import { meet } from "../../testing/stories";
import { lookForMatches } from "./looking";

const FIVE = 300_000;

afterEach(() => vi.useRealTimers());

it("looks once at each full five minutes, and only while one is ready and waits", async () => {
	const { minute } = await import("../../kernel/store/clock");
	const look = vi.fn();
	const begins = Math.ceil(Date.now() / FIVE) * FIVE;
	vi.useFakeTimers({ toFake: ["Date", "performance"] });
	vi.advanceTimersByTime(begins - Date.now());
	minute.value = begins - 1;
	const stop = lookForMatches(look);
	minute.value = begins;
	expect(look).not.toHaveBeenCalled();
	const until = begins + 4 * 3_600_000;
	await ana.readiness.sayReady([{ area: "touch", state: "ready", reveal: "mutual", until, energy: null }]);
	await meet(ana);
	minute.value = begins;
	look.mockClear();
	for (const later of [1, FIVE, FIVE + 1, 2 * FIVE]) minute.value = begins + later;
	expect(look).toHaveBeenCalledTimes(2);
	await ana.readiness.withdrawReadiness("touch");
	minute.value = begins + 3 * FIVE;
	expect(look).toHaveBeenCalledTimes(2);
	stop();
});
