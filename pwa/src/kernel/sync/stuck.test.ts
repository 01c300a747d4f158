/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, pair, ritualDraft } from "../../testing/stories";
import { settleOwn } from "./held";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("what the server refuses", () => {
	let phone: Phone;
	let id: string;

	beforeEach(async () => {
		phone = await ana(server);
		id = await phone.checkins.checkIn(3);
		await phone.checkins.addDetails(id, { note: "my words" });
		server.faults.push({ on: /check-ins/, as: { status: 422, code: "invalid" } });
		await phone.outbox.flush();
		await refused(phone);
	});

	it("waits in the tray with its words", () => {
		expect(phone.tray.tray.value).toMatchObject([
			{ kind: "check_ins", record_id: id, problem: { code: "invalid", title: "It said invalid." }, mine: { mood: 3 } },
		]);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "my words", pending: true });
	});

	it("can be copied as text", async () => {
		const said = { mood: 3, feelings: ["calm", "tired"], note: "my words" };
		const item = { ...first(phone), mine: { ...said, until: "2026-01-01T00:00:00.000Z", salt: "AAAA" } };
		expect(phone.tray.textOf(item)).toBe("calm\ntired\nmy words");
	});

	it("can be sent once more", async () => {
		await phone.tray.retry(first(phone).id);
		await meet(phone);
		expect(phone.tray.tray.value).toEqual([]);
		expect(server.records.get("check_ins", id, phone.session.ready().person_id).edit).toBe(2);
	});

	it("can be let go, with the edits that build on it", async () => {
		await phone.tray.holdDiscard(first(phone).id);
		await settleOwn();
		expect(phone.tray.tray.value).toEqual([]);
		expect(phone.status.waitingToSend.value).toBe(0);
		expect(phone.checkins.mine.value).toEqual([]);
	});
});

describe("two changes that cross", () => {
	let both: { ana: Phone; ben: Phone };
	let id: string;

	beforeEach(async () => {
		both = await pair(server);
		await both.ana.wake();
		id = await both.ana.rituals.propose(ritualDraft({ title: "Dinner" }));
		await meet(both.ana);
		await meet(both.ben);
		await both.ana.wake();
		await both.ana.rituals.editRitual(id, ritualDraft({ title: "Ana's dinner" }));
		await both.ben.wake();
		await both.ben.rituals.editRitual(id, ritualDraft({ title: "Ben's dinner" }));
		await meet(both.ana);
		await meet(both.ben);
	});

	it("keeps both versions for the later one, and shows one's own until it is decided", () => {
		expect(both.ben.tray.tray.value).toMatchObject([
			{ problem: { code: "stale_edit" }, mine: { title: "Ben's dinner" }, theirs: { title: "Ana's dinner" } },
		]);
		expect(both.ben.rituals.rituals.value).toMatchObject([{ title: "Ben's dinner", pending: true }]);
	});

	it("can keep the other's", async () => {
		await both.ben.tray.holdDiscard(first(both.ben).id);
		await settleOwn();
		await meet(both.ben);
		expect(both.ben.rituals.rituals.value).toMatchObject([{ title: "Ana's dinner", pending: false, edit: 2 }]);
		expect(both.ben.tray.tray.value).toEqual([]);
	});

	it("can put one's own on top", async () => {
		const again = await both.ben.tray.holdKeepMine(first(both.ben).id);
		expect(both.ben.tray.tray.value).toEqual([]);
		await again();
		expect(both.ben.tray.tray.value).toMatchObject([{ theirs: { title: "Ana's dinner" } }]);
		await both.ben.tray.holdKeepMine(first(both.ben).id);
		await both.ben.outbox.flush(true);
		expect(both.ben.rituals.rituals.value).toMatchObject([{ title: "Ben's dinner", pending: true }]);
		await settleOwn();
		await meet(both.ben);
		await meet(both.ana);
		expect(both.ana.rituals.rituals.value).toMatchObject([{ title: "Ben's dinner", edit: 3 }]);
		await both.ben.wake();
		expect(both.ben.tray.tray.value).toEqual([]);
	});

	it("asks nobody where both said the same", async () => {
		const [time] = both.ben.rituals.occurrences(one(both.ben), Date.now(), 1);
		if (!time) throw new Error("a weekly ritual has a next time");
		await both.ana.wake();
		await both.ana.rituals.skip(time);
		await both.ben.wake();
		await both.ben.rituals.skip(time);
		await meet(both.ana);
		await meet(both.ben);
		expect(both.ben.tray.tray.value.map(({ kind }) => kind)).toEqual(["rituals"]);
	});
});

describe("what was for a couple that is no more", () => {
	let phone: Phone;

	beforeEach(async () => {
		const { ana: first, ben } = await pair(server);
		await ben.leaving.leave();
		await first.wake();
		await first.checkins.audience.choose("us");
		await first.checkins.addDetails(await first.checkins.checkIn(3), { note: "my words" });
		await first.outbox.flush();
		await first.identity.checkSession();
		await refused(first);
		phone = first;
	});

	it("says so, and that it can be kept for oneself", () => {
		expect(phone.tray.tray.value).toMatchObject([{ problem: { code: "not_connected" }, apart: true, keepable: true }]);
	});

	it("is kept for oneself with the words as they were last", async () => {
		await phone.tray.keepForMe(first(phone).id);
		await meet(phone);
		expect(phone.tray.tray.value).toEqual([]);
		expect(phone.checkins.mine.value).toMatchObject([{ mood: 3, note: "my words", audience: "me", pending: false }]);
	});
});

function one(phone: Phone) {
	const [ritual] = phone.rituals.rituals.value;
	if (!ritual) throw new Error("there is one ritual");
	return ritual;
}

function first(phone: Phone) {
	const [item] = phone.tray.tray.value;
	if (!item) throw new Error("the tray is empty");
	return item;
}

async function refused(phone: Phone): Promise<void> {
	const stop = new AbortController();
	phone.outbox.startSending(stop.signal, () => undefined);
	await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
	stop.abort();
}
