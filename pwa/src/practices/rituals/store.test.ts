/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { only } from "../../testing/one-ritual";
import { ana, meet, pair, ritualDraft, settled } from "../../testing/stories";

const DAY = 86_400_000;
const WEEK = 7 * DAY;

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("agreeing on a ritual", () => {
	it("counts one's own yes while alone", async () => {
		const phone = await ana(server);
		await phone.rituals.propose(ritualDraft());
		expect(only(phone)).toMatchObject({ state: "accepted", accepted_by_me: true, pending: true, title: "Dinner" });
		expect(phone.rituals.next.value?.at).toBeLessThan(Date.now() + WEEK);
	});

	it("counts it too between the answer and the yes that arrives after it", async () => {
		const phone = await ana(server);
		await phone.rituals.propose(ritualDraft());
		const stop = new AbortController();
		phone.outbox.startSending(stop.signal, () => undefined);
		await settled(phone);
		stop.abort();
		expect(only(phone)).toMatchObject({ state: "accepted", accepted_by_me: true, pending: false });
	});

	it("needs both where there are two", async () => {
		const both = await pair(server);
		await both.ben.rituals.propose(ritualDraft());
		expect(only(both.ben)).toMatchObject({ state: "proposed", accepted_by_me: true, accepted_by_partner: false });
		expect(both.ben.rituals.upcoming.value).toEqual([]);
		await meet(both.ben);
		await meet(both.ana);
		expect(only(both.ana)).toMatchObject({
			state: "proposed",
			accepted_by_me: false,
			accepted_by_partner: true,
			by_me: false,
		});
		await both.ana.rituals.accept(only(both.ana).id);
		expect(only(both.ana)).toMatchObject({ state: "accepted" });
		await meet(both.ana);
		await meet(both.ben);
		expect(only(both.ben)).toMatchObject({ state: "accepted" });
		expect(both.ben.rituals.upcoming.value.length).toBeGreaterThan(6);
	});

	it("is needed again for a changed schedule, not for changed words", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await meet(both.ben);
		await meet(both.ana);
		await both.ana.rituals.accept(id);
		await meet(both.ana);
		await meet(both.ben);
		await both.ben.rituals.editRitual(id, ritualDraft({ title: "Our dinner" }));
		expect(only(both.ben)).toMatchObject({ title: "Our dinner", state: "accepted" });
		const change = await both.ben.rituals.editRitual(id, ritualDraft({ title: "Our dinner", lead_minutes: [30] }));
		expect(both.ben.rituals.changeOf(id)).toMatchObject({
			id: change,
			state: "proposed",
			accepted_by_me: true,
			accepted_by_partner: false,
		});
	});

	it("waits with a yes while one's own edit is refused", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await meet(both.ben);
		await both.ben.rituals.editRitual(id, ritualDraft({ title: "Ours" }));
		await both.ben.rituals.accept(id);
		server.faults.push({ on: /PUT \/rituals/, as: { status: 412, code: "stale_edit" } });
		const stop = new AbortController();
		both.ben.outbox.startSending(stop.signal, () => undefined);
		await vi.waitFor(() => expect(both.ben.tray.tray.value).toHaveLength(1));
		await both.ben.outbox.flush(true);
		stop.abort();
		expect(server.heard.some(({ path }) => path.endsWith("/acceptance"))).toBe(false);
		expect(both.ben.status.waitingToSend.value).toBe(1);
	});

	it("goes on where its end was a slip, and nobody hears of it", async () => {
		const phone = await ana(server);
		const id = await phone.rituals.propose(ritualDraft());
		await meet(phone);
		const undo = await phone.rituals.endRitual(id);
		const stop = new AbortController();
		phone.outbox.startSending(stop.signal, () => undefined);
		await phone.outbox.flush(true);
		expect(await undo()).toBe(true);
		stop.abort();
		expect(only(phone).state).toBe("accepted");
		await meet(phone);
		expect(server.heard.some(({ path }) => path.endsWith("/end"))).toBe(false);
	});

	it("ends for both", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await meet(both.ben);
		await both.ben.rituals.endRitual(id);
		expect(only(both.ben).state).toBe("ended");
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
		await meet(both.ben);
		vi.useRealTimers();
		await meet(both.ana);
		expect(only(both.ana).state).toBe("ended");
		expect(both.ana.rituals.upcoming.value).toEqual([]);
	});
});

describe("a ritual in one's own quiet hours", () => {
	it("is let through for oneself alone, until its schedule changes", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await both.ben.rituals.letThroughQuietHours(id, true);
		expect(only(both.ben).through_quiet_hours).toBe(true);
		await meet(both.ben);
		expect(only(both.ben).through_quiet_hours).toBe(true);
		await both.ben.rituals.editRitual(id, ritualDraft({ title: "Our dinner" }));
		expect(only(both.ben).through_quiet_hours).toBe(true);
		await meet(both.ben);
		expect(only(both.ben).through_quiet_hours).toBe(true);
		await meet(both.ana);
		expect(only(both.ana).through_quiet_hours).toBe(false);
		await both.ana.rituals.editRitual(id, ritualDraft({ lead_minutes: [30] }));
		await meet(both.ana);
		await meet(both.ben);
		expect(only(both.ben).through_quiet_hours).toBe(false);
		await both.ben.rituals.letThroughQuietHours(id, true);
		expect(only(both.ben).through_quiet_hours).toBe(true);
		await both.ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [0] }));
		expect(only(both.ben).through_quiet_hours).toBe(false);
	});

	it("waits for the ritual to be sent, though it lies in another space", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await both.ben.rituals.letThroughQuietHours(id, true);
		server.faults.push({ on: /PUT \/rituals/, as: "down" });
		await meet(both.ben);
		await meet(both.ben);
		const asked = server.heard.filter(({ path }) => path.startsWith("/rituals/")).map(({ path }) => path);
		expect(asked).toEqual([`/rituals/${id}`, `/rituals/${id}/quiet-hours`]);
	});

	it("is told no more than once where its schedule changed meanwhile", async () => {
		const both = await pair(server);
		const id = await both.ben.rituals.propose(ritualDraft());
		await meet(both.ben);
		await meet(both.ana);
		await both.ana.rituals.editRitual(id, ritualDraft({ lead_minutes: [30] }));
		await both.ben.wake();
		await both.ben.rituals.letThroughQuietHours(id, true);
		await meet(both.ana);
		await meet(both.ben);
		expect(only(both.ben).through_quiet_hours).toBe(false);
		expect(both.ben.tray.tray.value).toEqual([]);
	});
});

describe("a ritual in a zone that this phone does not know", () => {
	it("has no times, breaks no other ritual, and can be ended", async () => {
		const phone = await ana(server);
		const known = await phone.rituals.propose(ritualDraft());
		const recurrence = { ...ritualDraft().recurrence, zone: "Middle/Minas_Tirith" };
		const unknown = await phone.rituals.propose(ritualDraft({ title: "Far away", recurrence }));
		await meet(phone);
		const coming = new Set(phone.rituals.upcoming.value.map(({ ritual }) => ritual.id));
		expect(coming).toEqual(new Set([known]));
		expect(phone.rituals.next.value?.ritual.id).toBe(known);
		expect(phone.rituals.due.value.every(({ ritual }) => ritual.id === known)).toBe(true);
		expect(await (await phone.rituals.makeCalendar()).text()).not.toContain(unknown);
		await phone.rituals.endRitual(unknown);
		expect(phone.rituals.rituals.value.find(({ id }) => id === unknown)?.state).toBe("ended");
	});
});
