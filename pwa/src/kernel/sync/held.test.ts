/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, noted, onDisk, pair, ritualDraft, sendAtOnce, settled, stubPage, written } from "../../testing/stories";
import { run } from "../engine/engine";
import { lockNow, turnOffLock, turnOnLock, unlock } from "../lock/lock";
import { locked } from "../store/locked";
import { sendOwn, settleOwn, waitLonger } from "./held";

// half a second for each try of a PIN would add up
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

const PIN = "271828";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	stop = new AbortController();
});

afterEach(async () => {
	await settleOwn();
	stop.abort();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("an ask that waits for its Undo", () => {
	const wish = { area: "talk", line: "Long words", wants_at: null, lasts: 3_600_000 } as const;

	it("is sent when the page is hidden, and then it is too late to undo an answer", async () => {
		const { ana: first, ben } = await pair(server);
		const id = await ben.asks.ask(wish);
		ben.outbox.startSending(stop.signal, () => undefined);
		await ben.outbox.flush(true);
		expect(ben.status.waitingToSend.value).toBe(1);
		await settleOwn();
		await ben.outbox.flush(true);
		await settled(ben);
		await first.wake();
		await first.feed.pull();
		const said = await first.asks.sayNotNow(id, "");
		await settleOwn();
		await first.outbox.flush(true);
		await settled(first);
		expect(await first.asks.undoAnswer(said)).toBe(false);
	});

	it("is sent when the app locks, once", async () => {
		const { ben } = await pair(server);
		stubPage();
		run();
		await turnOnLock(PIN);
		const id = await ben.asks.ask(wish);
		await lockNow();
		await vi.waitFor(() => expect(server.written()).toContain(`PUT /asks/${id}`));
		await unlock(PIN);
		await settled(ben);
		expect(ben.asks.asks.value).toMatchObject([{ line: "Long words", state: "waiting", pending: false }]);
		expect(ben.tray.tray.value).toEqual([]);
		await turnOffLock(PIN);
		run()();
	});
});

/** Advances this phone's wall clock by six seconds, and flushes. */
async function later(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6100 });
	await phone.outbox.flush(true);
	vi.useRealTimers();
}

describe("a deletion that is held", () => {
	it("deletes a draft, and brings it back", async () => {
		const { ana: first, ben } = await pair(server);
		await ben.wake();
		const wish = { area: "talk", line: "Long words", wants_at: null, lasts: 3_600_000 } as const;
		const id = await ben.asks.keepDraft(wish);
		const undo = await ben.asks.letGo(id);
		expect([ben.asks.drafts.value, ben.asks.asks.value, ben.tray.tray.value]).toEqual([[], [], []]);
		await undo?.();
		expect(ben.asks.drafts.value).toMatchObject([{ line: "Long words" }]);
		await ben.asks.letGo(id);
		await settleOwn();
		expect(ben.asks.drafts.value).toEqual([]);
		expect(await (await ben.local.local()).count("outbox")).toBe(0);
		await first.wake();
	});

	it("ends a ritual that never left this phone, and brings it back with its words", async () => {
		const id = await phone.rituals.propose(ritualDraft({ note: "Long words" }));
		const undo = await phone.rituals.endRitual(id);
		expect(phone.rituals.rituals.value).toEqual([]);
		expect(await undo()).toBe(true);
		expect(phone.rituals.rituals.value).toMatchObject([{ note: "Long words", state: "accepted" }]);
	});

	it("is held by the page alone where nothing can be stored, and goes by the network", async () => {
		sendAtOnce(phone, stop.signal);
		const id = await noted(phone);
		await settled(phone);
		const makeRoom = fillUp();
		const undo = await phone.checkins.remove(id);
		expect(phone.checkins.mine.value).toEqual([]);
		expect(await undo()).toBe(true);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "Long words" });
		await phone.checkins.remove(id);
		await settleOwn();
		expect(phone.checkins.mine.value).toEqual([]);
		expect(server.records.kept.size).toBe(0);
		makeRoom();
	});

	it("keeps back what waits of the record, and sends it once it was undone", async () => {
		const id = await noted(phone);
		const undo = await phone.checkins.remove(id);
		sendAtOnce(phone, stop.signal);
		await phone.outbox.flush(true);
		expect(written(server)).toEqual([]);
		await undo();
		await settled(phone);
		expect(written(server)).toEqual(["PUT /check-ins/ID", "PUT /check-ins/ID"]);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "Long words", pending: false });
	});

	it("is undone to what the server has where the answer came meanwhile", async () => {
		const slow = Promise.withResolvers<void>();
		server.gate = () => slow.promise;
		sendAtOnce(phone, stop.signal);
		const id = await phone.checkins.checkIn(3);
		await vi.waitFor(() => expect(server.written()).toHaveLength(1));
		const undo = await phone.checkins.remove(id);
		slow.resolve();
		await vi.waitFor(async () => expect((await phone.local.local()).count("outbox")).resolves.toBe(1));
		await undo();
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 3, pending: false });
	});

	it("waits for somebody who has reached Undo by keyboard", async () => {
		const id = await noted(phone);
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		const undo = await phone.checkins.remove(id);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 4000 });
		await waitLonger();
		vi.setSystemTime(Date.now() + 4000);
		await phone.outbox.flush(true);
		vi.useRealTimers();
		expect(await undo()).toBe(true);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "Long words" });
	});

	it("goes out at once where the page goes, and once more later, which does no harm", async () => {
		sendAtOnce(phone, stop.signal);
		const id = await noted(phone);
		await settled(phone);
		await phone.checkins.remove(id);
		await sendOwn();
		expect(server.records.kept.size).toBe(0);
		await later();
		await settled(phone);
		expect(phone.tray.tray.value).toEqual([]);
		expect(phone.checkins.mine.value).toEqual([]);
	});

	it.each(["leaving", "signing out"])("goes out before %s", async (what) => {
		const { ana: first } = await pair(server);
		await first.wake();
		await first.checkins.audience.choose("us");
		const id = await first.checkins.checkIn(2);
		first.outbox.startSending(stop.signal, () => undefined);
		await settled(first);
		stop.abort();
		await first.checkins.remove(id);
		await (what === "leaving" ? first.leaving.leave() : first.signOut.signOut());
		await vi.waitFor(() => expect(server.written()).toContain(`DELETE /check-ins/${id}`));
	});

	it("does not wait for a clock that was put back", async () => {
		const id = await noted(phone);
		await phone.checkins.remove(id);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3_600_000 });
		sendAtOnce(phone, stop.signal);
		await phone.outbox.flush(true);
		vi.useRealTimers();
		await vi.waitFor(async () => expect(await (await phone.local.local()).count("outbox")).toBe(0));
		expect(written(server)).toEqual([]);
	});

	it("is carried out when the app locks", async () => {
		stubPage();
		// so that a lock can stop and start it
		run()();
		sendAtOnce(phone, stop.signal);
		const id = await noted(phone);
		await settled(phone);
		await turnOnLock(PIN);
		const undo = await phone.checkins.remove(id);
		await lockNow();
		expect(locked.value).toBe(true);
		await vi.waitFor(() => expect(server.records.kept.size).toBe(0));
		await unlock(PIN);
		expect(await undo()).toBe(false);
		await settled(phone);
		expect(phone.checkins.mine.value).toEqual([]);
		await turnOffLock(PIN);
		run()();
	});

	it("goes along with what hangs on it, and comes back with it", async () => {
		const id = await phone.rituals.propose(ritualDraft());
		const [time] = phone.rituals.upcoming.value;
		if (!time) throw new Error("no time");
		await phone.rituals.skip(time);
		const before = await onDisk(phone);
		const undo = await phone.write.holdRemoval(
			{ ...(await import("../../practices/rituals/kinds")).RITUALS },
			phone.session.ready().person_id,
			id,
		);
		sendAtOnce(phone, stop.signal);
		await phone.outbox.flush(true);
		expect(written(server)).toEqual([]);
		expect(phone.rituals.rituals.value).toEqual([]);
		stop.abort();
		await undo();
		expect(await onDisk(phone)).toEqual(before);
	});
});
