/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, pair, ritualDraft, settled } from "../../testing/stories";

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEK = 7 * DAY;

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

function only(phone: Phone) {
	const [ritual, ...more] = phone.rituals.rituals.value;
	if (!ritual || more.length > 0) throw new Error("there is one ritual");
	return ritual;
}

function firstTime(phone: Phone) {
	const [time] = phone.rituals.occurrences(only(phone), Date.now(), 1);
	if (!time) throw new Error("it comes back every week");
	return time;
}

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

describe("a time that is due", () => {
	afterEach(() => {
		minute.value = Date.now();
	});

	it("is on Today from its earliest reminder until its end", async () => {
		const phone = await ana(server);
		await phone.rituals.propose(ritualDraft({ lead_minutes: [90, 30] }));
		const { at = 0, ends_at = 0 } = phone.rituals.next.value ?? {};
		const isDue = (now: number): number => {
			minute.value = now;
			return phone.rituals.due.value.length;
		};
		expect([at - 91 * MINUTE, at - 90 * MINUTE, at, ends_at - 1, ends_at].map(isDue)).toEqual([0, 1, 1, 1, 0]);
	});

	it("is none without a reminder, or once it was skipped", async () => {
		const phone = await ana(server);
		await phone.rituals.propose(ritualDraft({ lead_minutes: [] }));
		minute.value = phone.rituals.next.value?.at ?? 0;
		expect(phone.rituals.due.value).toEqual([]);
		await phone.rituals.propose(ritualDraft({ lead_minutes: [10] }));
		const [time] = phone.rituals.due.value;
		if (!time) throw new Error("nothing is due");
		await phone.rituals.skip(time);
		expect(phone.rituals.due.value).toEqual([]);
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

describe("a single time", () => {
	let phone: Phone;

	beforeEach(async () => {
		phone = await ana(server);
		await phone.rituals.propose(ritualDraft());
		await meet(phone);
	});

	it("can be moved, and knows its clock time in the ritual's zone", async () => {
		const time = firstTime(phone);
		const to = `${time.original.slice(0, 10)}T20:30`;
		await phone.rituals.move(time, to);
		expect(firstTime(phone)).toMatchObject({
			state: "moved",
			original: time.original,
			starts: to,
			at: time.at + 90 * 60_000,
			pending: true,
		});
	});

	it("is not moved further than the server takes it", async () => {
		const time = firstTime(phone);
		const { min, max } = phone.rituals.movableDays(time, time.at - 60 * DAY);
		const clock = time.original.slice(10);
		for (const day of [min, max]) expect(phone.rituals.isTooFar(time, day + clock)).toBe(false);
		expect(phone.rituals.isTooFar(time, `${max}T23:59`)).toBe(true);
		expect(phone.rituals.isTooFar(time, "9999-12-31T19:00")).toBe(true);
	});

	it("is not moved to a time that has passed, on whatever day", async () => {
		const time = firstTime(phone);
		const day = time.original.slice(0, 10);
		expect(phone.rituals.movableDays(time, time.at + MINUTE).min).toBe(day);
		const past = (clock: string): boolean => phone.rituals.isPast(time, `${day}T${clock}`, time.at + MINUTE);
		expect(["00:00", time.original.slice(11), "23:59"].map(past)).toEqual([true, true, false]);
	});

	it.each(["planned", "moved"])("is %s again if it was not kept after all", async (state) => {
		if (state === "moved")
			await phone.rituals.move(firstTime(phone), `${firstTime(phone).original.slice(0, 10)}T20:30`);
		const before = firstTime(phone);
		await phone.rituals.markKept(before);
		expect(firstTime(phone).state).toBe("kept");
		await phone.rituals.markNotKept(firstTime(phone));
		expect(firstTime(phone)).toMatchObject({ state, starts: before.starts });
	});

	it("does not claim to be on its way once it was refused", async () => {
		await phone.rituals.move(firstTime(phone), `${firstTime(phone).original.slice(0, 10)}T20:30`);
		expect(firstTime(phone)).toMatchObject({ pending: true, stuck: false });
		server.faults.push({ on: /occurrences/, as: { status: 422, code: "invalid" } });
		const stop = new AbortController();
		phone.outbox.startSending(stop.signal, () => undefined);
		await vi.waitFor(() => expect(firstTime(phone)).toMatchObject({ state: "moved", stuck: true }));
		stop.abort();
	});

	it("can be skipped, put back and kept", async () => {
		const time = firstTime(phone);
		await phone.rituals.skip(time);
		expect(phone.rituals.next.value?.original).not.toBe(time.original);
		await phone.rituals.planAgain(firstTime(phone));
		expect(phone.rituals.next.value?.original).toBe(time.original);
		await phone.rituals.markKept(firstTime(phone));
		await meet(phone);
		expect(firstTime(phone)).toMatchObject({ state: "kept", pending: false });
		const bodies = server.heard
			.filter(({ path }) => path.includes("/occurrences/"))
			.map(({ body }) => JSON.parse(body ?? ""));
		expect(bodies.map(({ edit, state }) => [edit, state])).toEqual([
			[1, "skipped"],
			[2, "planned"],
			[3, "kept"],
		]);
		expect(bodies.every((body) => Object.keys(body).join() === "space_id,edit,state,moved_to")).toBe(true);
	});

	it("stays moved when it is kept", async () => {
		const to = `${firstTime(phone).original.slice(0, 10)}T20:30`;
		await phone.rituals.move(firstTime(phone), to);
		await phone.rituals.markKept(firstTime(phone));
		expect(firstTime(phone)).toMatchObject({ state: "kept", starts: to });
	});

	it("is planned as before once a skip is undone", async () => {
		const undoSkip = await phone.rituals.skip(firstTime(phone));
		await undoSkip();
		expect(firstTime(phone).state).toBe("planned");
		const to = `${firstTime(phone).original.slice(0, 10)}T20:30`;
		await phone.rituals.move(firstTime(phone), to);
		const undoAnother = await phone.rituals.skip(firstTime(phone));
		expect(firstTime(phone)).toMatchObject({ state: "skipped" });
		await undoAnother();
		expect(firstTime(phone)).toMatchObject({ state: "moved", starts: to });
	});

	it("shows who is on the way; a snooze shows nowhere", async () => {
		await phone.rituals.snooze(firstTime(phone));
		expect(firstTime(phone).on_my_way).toEqual({ by_me: false, by_partner: false });
		await phone.rituals.onMyWay(firstTime(phone));
		expect(firstTime(phone).on_my_way).toEqual({ by_me: true, by_partner: false });
		await meet(phone);
		expect(firstTime(phone).on_my_way).toEqual({ by_me: true, by_partner: false });
	});

	it("has nobody on the way once it is skipped, whoever was before", async () => {
		await phone.rituals.onMyWay(firstTime(phone));
		await phone.rituals.skip(firstTime(phone));
		expect(firstTime(phone)).toMatchObject({ state: "skipped", on_my_way: { by_me: false, by_partner: false } });
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

describe("a single date", () => {
	function once(day: string) {
		const recurrence = { ...ritualDraft().recurrence, frequency: "once" as const, starts: `${day}T19:00` };
		return ritualDraft({ recurrence });
	}

	it("comes once, and is over after it", async () => {
		const phone = await ana(server);
		const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
		await phone.rituals.propose(once(tomorrow));
		expect(phone.rituals.upcoming.value).toHaveLength(1);
		expect(phone.rituals.isOver(only(phone))).toBe(false);
		await phone.rituals.editRitual(only(phone).id, once("2020-01-03"));
		expect(phone.rituals.upcoming.value).toEqual([]);
		expect(phone.rituals.isOver(only(phone))).toBe(true);
	});

	it("is not over where it was moved to a day that is still to come", async () => {
		const phone = await ana(server);
		const yesterday = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);
		const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
		await phone.rituals.propose(once(yesterday));
		const [time] = phone.rituals.occurrences(only(phone), 0, 1);
		if (!time) throw new Error("it has one time");
		await phone.rituals.move(time, `${tomorrow}T19:00`);
		expect(phone.rituals.isOver(only(phone))).toBe(false);
	});

	it("asks nobody for a yes once it is over", async () => {
		const both = await pair(server);
		await both.ben.rituals.propose(once("2020-01-03"));
		await meet(both.ben);
		await meet(both.ana);
		expect(both.ana.rituals.mayAccept(only(both.ana))).toBe(false);
	});
});
