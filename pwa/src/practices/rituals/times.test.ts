/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { FakeServer } from "../../testing/fake-server";
import { firstTime, only } from "../../testing/one-ritual";
import type { Phone } from "../../testing/phone";
import { afterUndo, ana, meet, pair, ritualDraft } from "../../testing/stories";

const MINUTE = 60_000;
const DAY = 86_400_000;

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
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

	it("is none a day ahead, although a reminder came then", async () => {
		const phone = await ana(server);
		await phone.rituals.propose(ritualDraft({ lead_minutes: [1440] }));
		const at = phone.rituals.next.value?.at ?? 0;
		const isDue = (hours: number): number => {
			minute.value = at - hours * 60 * MINUTE;
			return phone.rituals.due.value.length;
		};
		expect([24, 12, 4, 3, 0].map(isDue)).toEqual([0, 0, 0, 1, 1]);
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

	it.each([
		["planned", "kept"],
		["planned", "skipped"],
		["moved", "kept"],
		["moved", "skipped"],
	])("is %s again if it was not %s after all", async (state, settled) => {
		if (state === "moved")
			await phone.rituals.move(firstTime(phone), `${firstTime(phone).original.slice(0, 10)}T20:30`);
		const before = firstTime(phone);
		await (settled === "kept" ? phone.rituals.markKept(before) : phone.rituals.skip(before));
		await meet(phone);
		expect(firstTime(phone)).toMatchObject({ state: settled, starts: before.starts, pending: false });
		await phone.rituals.stand(firstTime(phone));
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
		await afterUndo(phone);
		expect(firstTime(phone).on_my_way).toEqual({ by_me: true, by_partner: false });
	});

	it("has nobody on the way once it is skipped, whoever was before", async () => {
		await phone.rituals.onMyWay(firstTime(phone));
		await phone.rituals.skip(firstTime(phone));
		expect(firstTime(phone)).toMatchObject({ state: "skipped", on_my_way: { by_me: false, by_partner: false } });
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
