/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, ritualDraft, rotateOwnKey, sendAtOnce, settled, written } from "../../testing/stories";
import { settleOwn } from "./held";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	stop = new AbortController();
});

afterEach(() => {
	stop.abort();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("sending", () => {
	it("sends what was written offline, in order, and shows it as sent", async () => {
		await phone.checkins.checkIn(4);
		const second = await phone.checkins.checkIn(2);
		await phone.checkins.addDetails(second, { note: "tired" });
		expect(phone.status.waitingToSend.value).toBe(3);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 2, note: "tired", pending: true });
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		expect(written(server)).toEqual(["PUT /check-ins/ID", "PUT /check-ins/ID", "PUT /check-ins/ID"]);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 2, note: "tired", pending: false });
		expect(server.records.get("check_ins", second, phone.session.ready().person_id).edit).toBe(2);
	});

	it("sends sealed words only", async () => {
		const id = await phone.checkins.checkIn(4);
		await phone.checkins.addDetails(id, { note: "canary" });
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		expect(JSON.stringify(server.heard)).not.toContain("canary");
		expect(server.heard.at(-1)?.body).toContain('"words":{"v":1');
	});

	it("lets a pause overtake what waits", async () => {
		for (const mood of [1, 2, 3] as const) await phone.checkins.checkIn(mood);
		await phone.pauses.pause({ minutes: 20 });
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		expect(written(server)[0]).toBe("PUT /pauses/ID");
	});

	it("does not let slow requests hold a pause up", async () => {
		const slow = Promise.withResolvers<void>();
		server.gate = (line) => (line.includes("/check-ins/") ? slow.promise : undefined);
		sendAtOnce(phone, stop.signal);
		for (const mood of [1, 2, 3, 4, 5] as const) await phone.checkins.checkIn(mood);
		await phone.pauses.pause();
		await vi.waitFor(() => expect(phone.pauses.myPause.value).toMatchObject({ pending: false }));
		expect(phone.status.waitingToSend.value).toBe(5);
		slow.resolve();
		await settled(phone);
	});

	it("sends a noun after what it hangs on, even when it is urgent", async () => {
		const id = await phone.rituals.propose(ritualDraft());
		server.faults.push({ on: /PUT \/rituals/, as: { status: 503 } });
		sendAtOnce(phone, stop.signal);
		await vi.waitFor(() => expect(server.written()).toHaveLength(1));
		await phone.rituals.endRitual(id);
		await settled(phone);
		expect(written(server)).toEqual(["PUT /rituals/ID", "PUT /rituals/ID", "PUT /rituals/ID/end"]);
	});
});

describe("what goes wrong on the way", () => {
	it("sends the very same bytes again after a lost answer, and nothing is doubled", async () => {
		server.faults.push({ on: /check-ins/, as: "lost" });
		sendAtOnce(phone, stop.signal);
		const id = await phone.checkins.checkIn(5);
		await settled(phone);
		const [first, second, ...more] = server.heard.filter(({ path }) => path.includes(id));
		expect(more).toEqual([]);
		expect(second?.body).toBe(first?.body);
		expect(server.records.get("check_ins", id, phone.session.ready().person_id).edit).toBe(1);
	});

	it.each([408, 500, 502, 503])("waits after %i and sends again", async (status) => {
		server.faults.push({ on: /check-ins/, as: { status } });
		sendAtOnce(phone, stop.signal);
		await phone.checkins.checkIn(3);
		await settled(phone);
		expect(server.written()).toHaveLength(2);
		expect(phone.tray.tray.value).toEqual([]);
	});

	it("waits as long as the server asks, even when the person writes meanwhile", async () => {
		server.faults.push({ on: /check-ins/, as: { status: 429, code: "slow_down", headers: { "Retry-After": "1" } } });
		sendAtOnce(phone, stop.signal);
		const before = Date.now();
		await phone.checkins.checkIn(3);
		await vi.waitFor(() => expect(server.written()).toHaveLength(1));
		await phone.checkins.checkIn(4);
		await settled(phone);
		expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
		expect(server.written()).toHaveLength(3);
	});

	it("shows that the server cannot be reached, and that it can again", async () => {
		server.faults.push({ as: "down" });
		sendAtOnce(phone, stop.signal);
		await phone.checkins.checkIn(3);
		await vi.waitFor(() => expect(phone.status.reachable.value).toBe(false));
		await settled(phone);
		expect(phone.status.reachable.value).toBe(true);
	});

	it("keeps everything and stops when the app is too old", async () => {
		server.faults.push({ as: { status: 426, code: "update_needed" } });
		sendAtOnce(phone, stop.signal);
		await phone.checkins.checkIn(3);
		await vi.waitFor(() => expect(phone.status.updateNeeded.value).toBe(true));
		await phone.checkins.checkIn(4);
		await phone.outbox.flush(true);
		expect(server.written()).toHaveLength(1);
		expect(phone.status.waitingToSend.value).toBe(2);
	});

	it("keeps everything and waits when the session is over", async () => {
		server.people.sessions.clear();
		stop.abort();
		stop = new AbortController();
		phone.outbox.startSending(stop.signal, () => void phone.identity.checkSession());
		await phone.checkins.checkIn(3);
		await phone.outbox.flush();
		await vi.waitFor(() => expect(phone.session.session.value.state).toBe("signed_out"));
		expect(phone.status.waitingToSend.value).toBe(1);
		expect(phone.tray.tray.value).toEqual([]);
	});
});

describe("undo", () => {
	it("leaves no trace of what never left this phone", async () => {
		const id = await phone.checkins.checkIn(3);
		await phone.checkins.addDetails(id, { energy: 2 });
		await phone.checkins.undo(id);
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		expect(server.written()).toEqual([]);
		expect(phone.checkins.mine.value).toEqual([]);
	});

	it("deletes what was sent, at once on the screen", async () => {
		sendAtOnce(phone, stop.signal);
		const id = await phone.checkins.checkIn(3);
		await settled(phone);
		await phone.checkins.undo(id);
		expect(phone.checkins.mine.value).toEqual([]);
		await settled(phone);
		expect(written(server)).toEqual(["PUT /check-ins/ID", "DELETE /check-ins/ID"]);
		expect(server.records.kept.size).toBe(0);
	});

	it.each(["lost", "down"] as const)("deletes what may have arrived (answer %s)", async (as) => {
		server.faults.push({ on: /PUT \/check-ins/, as });
		sendAtOnce(phone, stop.signal);
		const id = await phone.checkins.checkIn(3);
		await vi.waitFor(() => expect(phone.status.reachable.value).toBe(false));
		await phone.checkins.undo(id);
		await settled(phone);
		expect(server.records.kept.size).toBe(0);
		expect(phone.checkins.mine.value).toEqual([]);
		expect(phone.tray.tray.value).toEqual([]);
	});

	it("removes an unsent ritual with all that hangs on it", async () => {
		const id = await phone.rituals.propose(ritualDraft());
		const [time] = phone.rituals.upcoming.value;
		if (time) await phone.rituals.skip(time);
		await phone.rituals.endRitual(id);
		await settleOwn();
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		expect(time).toBeDefined();
		expect(server.written()).toEqual([]);
		expect(phone.rituals.rituals.value).toEqual([]);
	});
});

describe("a new key", () => {
	it("seals again from its own copy, unseen by the person", async () => {
		const id = await phone.checkins.checkIn(3);
		await phone.checkins.addDetails(id, { note: "as it was" });
		const { person_id } = phone.session.ready();
		await rotateOwnKey(server, phone);
		sendAtOnce(phone, stop.signal);
		await settled(phone);
		const kept = server.records.get("check_ins", id, person_id).words;
		expect(kept).toMatchObject({ k: server.records.spaces.get(person_id)?.epoch_id });
		expect(phone.tray.tray.value).toEqual([]);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "as it was", pending: false });
	});
});
