/** @module-tag slow */

import { afterEach, describe, expect, it, vi } from "vitest";
import { closeFromOutside, fillUp } from "../../testing/failing-store";
import { ana, ben, server } from "../../testing/paired";
import { openPhone } from "../../testing/phone";
import { meet, ritualDraft } from "../../testing/stories";
import { asProblem } from "../browser/problem";
import { setDiscreet } from "../push/push";
import { readSession } from "../store/read-session";

const HOUR = 3_600_000;
const WISH = { area: "talk", line: "", wants_at: null, lasts: HOUR } as const;

const failure = (act: Promise<unknown>) =>
	act.then(
		() => null,
		(error) => asProblem(error).code,
	);
const last = () =>
	server
		.written()
		.at(-1)
		?.replace(/[0-9a-f-]{36}/g, "ID");

afterEach(() => vi.restoreAllMocks());

describe("a phone without room", () => {
	it("says so, and writes nothing", async () => {
		fillUp();
		expect(await failure(ana.checkins.checkIn(2))).toBe("not_stored");
		expect(await failure(ana.asks.ask(WISH))).toBe("not_stored");
		expect(await failure(ana.rituals.propose(ritualDraft()))).toBe("not_stored");
		expect(await failure(ana.preferences.savePreferences({ zone: "Europe/Rome" }))).toBe("not_stored");
		expect(server.written().filter((line) => /check-ins|asks|rituals|preferences/.test(line))).toEqual([]);
		expect([ana.checkins.mine.value, ana.asks.asks.value, ana.rituals.rituals.value]).toEqual([[], [], []]);
	});

	it("takes the same again once there is room", async () => {
		const makeRoom = fillUp();
		await failure(ana.checkins.checkIn(2));
		makeRoom();
		await ana.checkins.checkIn(2);
		await meet(ana);
		expect(ana.checkins.latestMine.value).toMatchObject({ mood: 2, pending: false });
	});

	it("sends a pause at once, and its end", async () => {
		const makeRoom = fillUp();
		await ana.pauses.pause({ minutes: 20 });
		expect(last()).toBe("PUT /pauses/ID");
		expect(ana.pauses.myPause.value).toMatchObject({ state: "running", pending: false });
		await ana.pauses.endPause("back");
		expect(last()).toBe("PUT /pauses/ID/end");
		expect(ana.pauses.myPause.value).toBeNull();
		makeRoom();
		await ben.wake();
		await ben.feed.pull();
		expect(ben.pauses.theirPause.value).toBeNull();
		expect(ben.pauses.theirReturn.value).toMatchObject({ how: "back" });
	});

	it("ends a pause that was still waiting to be sent", async () => {
		await ana.pauses.pause({ minutes: 20 });
		fillUp();
		await ana.pauses.endPause("back");
		expect(
			server
				.written()
				.slice(-2)
				.map((line) => line.replace(/[0-9a-f-]{36}/g, "ID")),
		).toEqual(["PUT /pauses/ID", "PUT /pauses/ID/end"]);
		expect(ana.pauses.myPause.value).toBeNull();
	});

	it("takes a pause back that was a slip", async () => {
		await ana.pauses.pause({ minutes: 20 });
		await meet(ana);
		fillUp();
		await ana.pauses.undoPause();
		expect(last()).toBe("DELETE /pauses/ID");
		expect(ana.pauses.myPause.value).toBeNull();
	});

	it("withdraws an ask, and a yes", async () => {
		const asked = await ana.asks.ask(WISH);
		await sendAtOnce(ana);
		await ben.wake();
		await ben.feed.pull();
		const yes = await ben.asks.sayYes(asked, Date.now() + HOUR);
		fillUp();
		await ben.asks.withdrawAnswer(yes);
		expect(last()).toMatch(/^PUT \/asks\/ID\/answers\/ID\/withdrawal$/);
		expect(ben.asks.asks.value[0]?.answer).toBeNull();
		await ana.wake();
		await ana.asks.withdrawAsk(asked);
		expect(last()).toMatch(/^PUT \/asks\/ID\/withdrawal$/);
		expect(ana.asks.asks.value[0]?.state).toBe("over");
	});

	it("withdraws an ask that was still waiting to be sent", async () => {
		const asked = await ana.asks.ask(WISH);
		fillUp();
		await ana.asks.withdrawAsk(asked);
		expect(last()).toMatch(/^PUT \/asks\/ID\/withdrawal$/);
	});

	it("stops being ready", async () => {
		await ana.readiness.sayReady([
			{ area: "talk", state: "ready", reveal: "always", until: Date.now() + HOUR, energy: null },
		]);
		await meet(ana);
		fillUp();
		await ana.readiness.withdrawReadiness("talk");
		expect(last()).toMatch(/^PUT \/readiness/);
		expect(ana.readiness.mine.value.talk).toBeUndefined();
	});

	it("ends a ritual", async () => {
		const id = await ana.rituals.propose(ritualDraft());
		await meet(ana);
		fillUp();
		await ana.rituals.endRitual(id);
		expect(last()).toBe("PUT /rituals/ID/end");
		expect(ana.rituals.rituals.value[0]?.state).toBe("ended");
	});

	it("gives a yes that stands for both, since the server has it", async () => {
		const asked = await ana.asks.ask(WISH);
		await sendAtOnce(ana);
		await ben.wake();
		await ben.feed.pull();
		fillUp();
		await ben.asks.sayYes(asked, Date.now() + HOUR);
		expect(ben.asks.asks.value[0]?.state).toBe("yes");
	});

	it("leaves, at once and for both", async () => {
		const makeRoom = fillUp();
		await ana.leaving.leave();
		expect(ana.session.session.value).toMatchObject({ state: "ready", couple: null, leaving: false });
		await readSession();
		expect(ana.session.alone.value).toBe(true);
		makeRoom();
		await ben.wake();
		await ben.identity.checkSession();
		expect(ben.session.ready()).toMatchObject({ couple: null, no_longer_connected: true });
	});

	it("follows that the partner has left, so that nothing is written for two", async () => {
		await ben.wake();
		await ben.leaving.leave();
		await ana.wake();
		fillUp();
		await ana.identity.checkSession();
		expect(ana.session.alone.value).toBe(true);
	});

	it("makes one account, however often one taps", async () => {
		const fresh = await openPhone(server, "fresh");
		const known = server.people.devices.size;
		const makeRoom = fillUp();
		for (const _tap of [1, 2]) expect(await failure(fresh.identity.start())).toBe("not_stored");
		expect(fresh.session.session.value).toEqual({ state: "none" });
		makeRoom();
		await fresh.identity.start();
		expect(fresh.session.session.value.state).toBe("ready");
		expect(server.people.devices.size).toBe(known + 1);
	});

	it("signs out", async () => {
		fillUp();
		await ana.signOut.signOut();
		expect(ana.session.session.value).toEqual({ state: "none" });
		expect(await (await ana.local.local()).getAll("keys")).toEqual([]);
	});

	it("says what neither was stored nor went out", async () => {
		await ana.pauses.pause();
		await meet(ana);
		fillUp();
		for (const stop of [
			() => ana.pauses.pause(),
			() => ana.pauses.endPause("back"),
			() => ana.leaving.leave(),
			() => ana.readiness.withdrawReadiness("talk"),
		]) {
			server.faults.push({ as: "down" });
			expect(await failure(stop())).toBe("not_sent");
			server.faults.length = 0;
		}
		expect(ana.pauses.myPause.value).toMatchObject({ state: "running" });
		expect(ana.session.alone.value).toBe(false);
	});

	it("sends what was written while there was room, and keeps it until that can be noted", async () => {
		await ana.checkins.checkIn(4);
		const makeRoom = fillUp();
		const stop = new AbortController();
		ana.outbox.startSending(stop.signal, () => undefined);
		await vi.waitFor(() => expect(last()).toBe("PUT /check-ins/ID"));
		stop.abort();
		expect(ana.status.waitingToSend.value).toBe(1);
		makeRoom();
		await meet(ana);
		expect(ana.checkins.latestMine.value).toMatchObject({ mood: 4, pending: false });
	});

	it("shows what the partner stopped, though it cannot be stored", async () => {
		await ben.wake();
		await ben.pauses.pause({ minutes: 20 });
		await meet(ben);
		await ana.wake();
		await ana.feed.pull();
		expect(ana.pauses.theirPause.value).not.toBeNull();
		await ben.wake();
		await ben.pauses.endPause("back");
		await meet(ben);
		await ana.wake();
		fillUp();
		expect(await failure(ana.feed.pull())).toBe("not_stored");
		expect(ana.pauses.theirPause.value).toBeNull();
	});
});

describe("a connection that the browser closes", () => {
	it.each([
		["and says so", true],
		["without a word", false],
	])("is made anew without a reload (%s)", async (_, told) => {
		for (const act of [
			() => ana.checkins.checkIn(4),
			() => ana.pauses.pause(),
			() => ana.pauses.endPause("back"),
			() => setDiscreet(false),
			() => ana.feed.pull(),
			() => readSession(),
			() => ana.queue.rereadQueue(),
			() => ana.records.fillTables(),
			() => ana.leaving.leave(),
		]) {
			await closeFromOutside(ana, told);
			expect(await failure(act())).toBeNull();
		}
		expect(ana.checkins.latestMine.value).toMatchObject({ mood: 4 });
		expect(ana.session.alone.value).toBe(true);
	});

	it("is not left open behind a new one, which would keep the phone from being wiped", async () => {
		const makeRoom = fillUp();
		expect(await failure(setDiscreet(false))).toBe("not_stored");
		makeRoom();
		await ana.signOut.signOut();
		expect(await (await ana.local.local()).getAll("keys")).toEqual([]);
	});

	it("asks for the new version where another tab has brought one, and stops things all the same", async () => {
		const newer = indexedDB.open("twofold", 3);
		await new Promise((resolve) => newer.addEventListener("success", resolve));
		expect(await failure(ana.checkins.checkIn(4))).toBe("new_version");
		await ana.pauses.pause({ minutes: 20 });
		expect(ana.pauses.myPause.value).toMatchObject({ state: "running" });
		await ana.pauses.endPause("back");
		expect(last()).toBe("PUT /pauses/ID/end");
		expect(ana.pauses.myPause.value).toBeNull();
		await ana.leaving.leave();
		expect(ana.session.alone.value).toBe(true);
		expect(server.heard.at(-1)?.path).toMatch(/leaving/);
		newer.result.close();
	});
});

/** Advances this phone's wall clock past the time to undo, and syncs. */
async function sendAtOnce(phone: typeof ana): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
	await meet(phone);
}
