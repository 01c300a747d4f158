/** @module-tag slow */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { meet, pair, ritualDraft } from "../../testing/stories";

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let fresh: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	await ana.checkins.audience.choose("me");
	await ana.checkins.checkIn(1);
	await ana.checkins.audience.choose("us");
	await ana.checkins.checkIn(2);
	await meet(ana);
	await ben.wake();
	await ben.handovers.close();
	await ben.handovers.offer("seat");
	const { code = "" } = ben.handoverShown.handover.value ?? {};
	fresh = await openPhone(server, "ana, anew");
	await fresh.identity.start();
	await fresh.handovers.take("pair", code);
	await ben.wake();
	await ben.handovers.look();
	await ben.handovers.confirm();
	await fresh.wake();
	await fresh.handovers.look();
	await fresh.handovers.confirm();
	await ben.wake();
	await ben.handovers.look();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("waits three days, and each of the three knows of it", async () => {
	for (const [phone, part] of [
		[ben, "gives"],
		[fresh, "gets"],
		[ana, "has"],
	] as const) {
		await phone.wake();
		await phone.identity.checkSession();
		expect(phone.told.seat.value).toMatchObject({ part });
		expect(await phone.seatTaking.takeDueSeat()).toBe(false);
	}
	expect(ana.session.ready().couple).not.toBeNull();
});

it("is known on the phone when it is opened, before the server was asked", async () => {
	await fresh.wake();
	await fresh.identity.checkSession();
	await ben.wake();
	await fresh.wake();
	expect(fresh.told.seat.value).toMatchObject({ part: "gets", couple_id: server.people.seat?.couple_id });
	await fresh.passSeat.stopSeat();
	await fresh.wake();
	expect(fresh.told.seat.value).toBeNull();
});

it("then shows what was shared, under keys from the partner, and nothing private", async () => {
	await pass();
	await ben.wake();
	await ben.identity.checkSession();
	await ben.keySync.syncKeys();
	await ben.dueRoots.finishRotation();
	const { couple } = ben.session.ready();
	expect(couple?.partner_id).toBe((await personOf(fresh)) ?? "");
	await fresh.wake();
	await fresh.feed.pull();
	await fresh.keySync.syncKeys();
	await fresh.feed.retryWaiting();
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 1, 1, 2]);
	await fresh.checkins.audience.choose("us");
	await fresh.checkins.checkIn(5);
	await meet(fresh);
	await meet(ben);
	expect(ben.checkins.theirs.value.map(({ mood }) => mood)).toContain(5);
	await fresh.wake();
	const rows = await (await fresh.local.local()).getAll("records");
	expect(rows.flatMap(({ kind, view }) => (kind === "check_ins" ? [view?.words?.mood] : [])).sort()).toEqual([2, 5]);
});

it("begins with one's own eyes for the one who stays, and says to both that they share again, until read", async () => {
	await ben.wake();
	await ben.checkins.audience.choose("us");
	await pass();
	for (const phone of [ben, fresh]) {
		await phone.wake();
		await phone.identity.checkSession();
		await phone.checkins.audience.load();
		expect([phone.session.ready().shares_again, phone.checkins.audience.now.value]).toEqual([true, "me"]);
		await phone.account.dismissAgain();
		await phone.identity.checkSession();
		expect(phone.session.ready().shares_again).toBe(false);
	}
	await ana.wake();
	await ana.identity.checkSession();
	expect(ana.session.ready().shares_again).toBe(false);
});

it("shows neither a feeling nor a yes of somebody of before as that of the other", async () => {
	await ana.wake();
	const id = await ana.asks.ask({ area: "money", line: "", wants_at: null, lasts: 3_600_000 });
	vi.useFakeTimers({ now: Date.now() + 6000, toFake: ["Date"] });
	await meet(ana);
	vi.useRealTimers();
	await meet(ben);
	await ben.asks.sayYes(id, Date.now() + 1_800_000);
	expect(ben.asks.asks.value).toMatchObject([{ state: "yes" }]);
	expect(ben.checkins.latestTheirs.value).toMatchObject({ mood: 2 });
	await pass();
	await ben.wake();
	await ben.identity.checkSession();
	await ben.keySync.syncKeys();
	await ben.dueRoots.finishRotation();
	await fresh.wake();
	await fresh.identity.checkSession();
	await fresh.feed.pull();
	await fresh.keySync.syncKeys();
	await fresh.feed.retryWaiting();
	expect(fresh.records.table("asks").value.size).toBe(1);
	for (const phone of [fresh, ben]) {
		await phone.wake();
		expect([phone.asks.asks.value, phone.checkins.theirs.value]).toEqual([[], []]);
	}
});

it("asks both again for what was agreed before, and nobody before its words can be read", async () => {
	await ana.wake();
	const id = await ana.rituals.propose(ritualDraft({ title: "A walk" }));
	await meet(ana);
	await meet(ben);
	await ben.rituals.accept(id);
	await meet(ben);
	expect(ben.rituals.rituals.value).toMatchObject([{ state: "accepted", from_before: false }]);
	await pass();
	await fresh.feed.pull();
	expect(asked(fresh)).toMatchObject({ title: "", offered: false });
	await ben.wake();
	await ben.identity.checkSession();
	await ben.keySync.syncKeys();
	await ben.dueRoots.finishRotation();
	expect(asked(ben)).toMatchObject({ state: "proposed", accepted_by_me: true, from_before: true, offered: false });
	await fresh.wake();
	await fresh.keySync.syncKeys();
	await fresh.feed.retryWaiting();
	expect(asked(fresh)).toMatchObject({ title: "A walk", from_before: true, by_me: false, offered: true });
	await fresh.rituals.accept(id);
	await meet(fresh);
	await meet(ben);
	expect(asked(ben)).toMatchObject({ state: "accepted" });
});

it("has a loop of before in force only once both people of now have said yes to it", async () => {
	const loops = await import("../../practices/patterns/store");
	await ana.wake();
	const id = await loops.propose({ template: "own", title: "Late", mine: "", theirs: "", instead: "Tea" });
	await meet(ana);
	await meet(ben);
	await pass();
	await ben.wake();
	await ben.identity.checkSession();
	const loop = () => loops.patternOf(id) ?? expect.fail("no loop");
	expect(loop()).toMatchObject({ from_before: true, accepted_by_me: false, accepted_by_partner: false });
	await loops.accept(loop());
	expect(loop()).toMatchObject({ state: "proposed", accepted_by_me: true });
});

it("wraps nothing to somebody who only the server says has the seat", async () => {
	const stranger = await openPhone(server, "a stranger's");
	await stranger.identity.start();
	Object.assign(server.people.seat ?? {}, { new_id: await personOf(stranger), due: 0 });
	const couple_id = server.people.seat?.couple_id ?? "";
	server.people.takeSeat(couple_id);
	await ben.wake();
	await ben.identity.checkSession();
	await ben.keySync.syncKeys();
	await ben.dueRoots.finishRotation();
	const device_id = (await deviceOf(stranger)) ?? "";
	expect(
		[...server.people.wraps.keys()].filter(
			(key) => key === `${couple_id}/${device_id}` || (key.startsWith(couple_id) && key.endsWith(device_id)),
		),
	).toEqual([]);
});

it("ends when the old phone objects", async () => {
	await ana.wake();
	await ana.identity.checkSession();
	await ana.passSeat.stopSeat();
	expect([ana.told.seat.value, server.people.seat]).toEqual([null, null]);
	for (const phone of [ben, fresh]) {
		await phone.wake();
		expect(phone.handoverShown.handover.value).toMatchObject({ purpose: "seat", step: "done" });
		await phone.identity.checkSession();
		expect([phone.told.seat.value, phone.handoverShown.handover.value]).toEqual([null, null]);
	}
});

it("leaves the old phone with its own pages, no longer connected", async () => {
	await pass();
	await ana.wake();
	await ana.identity.checkSession();
	await ana.feed.pull();
	expect(ana.session.ready()).toMatchObject({ couple: null, no_longer_connected: true });
	await ana.checkins.audience.choose("me");
	await ana.checkins.checkIn(3);
	await meet(ana);
	expect(ana.checkins.latestMine.value).toMatchObject({ mood: 3 });
});

it("tells the old phone that somebody new has the seat, and since when, until that was read; nobody else", async () => {
	await pass();
	const passed = Date.parse(String(server.people.lost.get((await personOf(ana)) ?? "")?.due));
	for (const [phone, told] of [
		[ana, passed],
		[ben, null],
		[fresh, null],
	] as const) {
		await phone.wake();
		await phone.identity.checkSession();
		await phone.wake();
		expect(phone.session.ready().seat_lost).toBe(told);
	}
	await ana.wake();
	await ana.account.dismissEnded();
	await ana.identity.checkSession();
	expect(ana.session.ready()).toMatchObject({ seat_lost: null, no_longer_connected: false });
});

async function pass(): Promise<void> {
	Object.assign(server.people.seat ?? {}, { due: 0 });
	await fresh.wake();
	await fresh.identity.checkSession();
	expect(await fresh.seatTaking.takeDueSeat()).toBe(true);
}

async function personOf(phone: Phone): Promise<string | undefined> {
	await phone.wake();
	return (await phone.meta.readMeta("identity"))?.person_id;
}

async function deviceOf(phone: Phone): Promise<string | undefined> {
	await phone.wake();
	return (await phone.meta.readMeta("identity"))?.device_id;
}

function asked({ rituals }: Phone) {
	const [ritual] = rituals.rituals.value;
	return ritual && { ...ritual, offered: rituals.mayAccept(ritual) };
}
