import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { reloadAfterOne } from "../../testing/failing-store";
import { ana, ben, server } from "../../testing/paired";
import { meet } from "../../testing/stories";

const HOUR = 3_600_000;
const WISH = { area: "talk", line: "", wants_at: null, lasts: HOUR } as const;

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Taps, and reloads the page as soon as the first transaction is committed. */
async function tapAndReload(tap: () => Promise<unknown>): Promise<void> {
	// the part that writes is loaded
	await ana.checkins.checkIn(3);
	await meet(ana);
	const open = reloadAfterOne();
	await expect(tap()).rejects.toThrow("the page is closed");
	open();
	await ana.wake();
	await ana.leaving.finishLeaving();
	await meet(ana);
}

const written = () => server.written().map((line) => line.replace(/[0-9a-f-]{36}/g, "ID"));

beforeEach(async () => {
	await ana.wake();
});

it("starts a pause though the page is reloaded at once", async () => {
	await tapAndReload(() => ana.pauses.pause({ minutes: 20 }));
	expect(written()).toContain("PUT /pauses/ID");
	expect(ana.pauses.myPause.value).toMatchObject({ state: "running" });
});

it("is no longer ready though the page is reloaded at once", async () => {
	const until = Date.now() + HOUR;
	await ana.readiness.sayReady([{ area: "talk", state: "ready", reveal: "always", until, energy: null }]);
	await meet(ana);
	await tapAndReload(() => ana.readiness.withdrawReadiness("talk"));
	expect(ana.readiness.mine.value.talk).toBeUndefined();
});

it("ends a pause though the page is reloaded at once", async () => {
	await ana.pauses.pause({ minutes: 20 });
	await meet(ana);
	await tapAndReload(() => ana.pauses.endPause("back"));
	expect(written()).toContain("PUT /pauses/ID/end");
	expect(ana.pauses.myPause.value).toBeNull();
});

it("undoes a pause though the page is reloaded at once", async () => {
	await ana.pauses.pause({ minutes: 20 });
	await meet(ana);
	await tapAndReload(() => ana.pauses.undoPause());
	expect(written()).toContain("DELETE /pauses/ID");
	expect(ana.pauses.myPause.value).toBeNull();
});

it("withdraws an ask though the page is reloaded at once", async () => {
	const id = await ana.asks.ask(WISH);
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
	await meet(ana);
	await tapAndReload(() => ana.asks.withdrawAsk(id));
	expect(written()).toContain("PUT /asks/ID/withdrawal");
	expect(ana.asks.asks.value[0]?.state).toBe("over");
});

it("deletes an ask that was not sent though the page is reloaded at once", async () => {
	const id = await ana.asks.ask(WISH);
	const open = reloadAfterOne();
	await expect(ana.asks.withdrawAsk(id)).rejects.toThrow("the page is closed");
	open();
	await meet(ana);
	expect(ana.asks.asks.value).toEqual([]);
	expect(written()).not.toContain("PUT /asks/ID");
});

it("leaves though the page is reloaded at once", async () => {
	await tapAndReload(() => ana.leaving.leave());
	expect(ana.session.alone.value).toBe(true);
	await ben.wake();
	await ben.identity.checkSession();
	expect(ben.session.ready().no_longer_connected).toBe(true);
});
