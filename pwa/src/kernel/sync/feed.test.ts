/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CHECK_INS } from "../../practices/checkins/kinds";
import type { Json } from "../../testing/fake-problem";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { afterUndo, ana, meet, pair, ritualDraft } from "../../testing/stories";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("what the feed brings", () => {
	let both: { ana: Phone; ben: Phone };

	beforeEach(async () => {
		both = await pair(server);
		await both.ana.wake();
		await both.ana.checkins.audience.choose("us");
	});

	it("shows the partner what is for both, and nothing of what is not", async () => {
		await both.ana.checkins.checkIn(4);
		await both.ana.checkins.audience.choose("me");
		await both.ana.checkins.checkIn(1);
		await meet(both.ana);
		await meet(both.ben);
		expect(both.ben.checkins.theirs.value).toMatchObject([{ mood: 4, by_me: false, audience: "us", pending: false }]);
		expect(both.ben.records.table("check_ins").value.size).toBe(1);
	});

	it("removes what was deleted", async () => {
		const id = await both.ana.checkins.checkIn(4);
		await meet(both.ana);
		await meet(both.ben);
		await both.ana.wake();
		await both.ana.checkins.undo(id);
		await meet(both.ana);
		await meet(both.ben);
		expect(both.ben.checkins.theirs.value).toEqual([]);
	});

	it("goes on after the last page it has, page by page", async () => {
		for (const mood of [1, 2, 3, 4, 5] as const) await both.ana.checkins.checkIn(mood);
		await meet(both.ana);
		await meet(both.ben);
		server.heard.length = 0;
		await both.ben.feed.pull();
		expect(server.heard.map(({ path }) => path)).toEqual(["/changes"]);
		expect(both.ben.checkins.theirs.value).toHaveLength(5);
	});

	it("is there after a reload, before the network answers", async () => {
		await both.ana.checkins.checkIn(4);
		await meet(both.ana);
		await meet(both.ben);
		server.faults.push({ as: "down", times: 1000 });
		await both.ben.wake();
		expect(both.ben.checkins.theirs.value).toMatchObject([{ mood: 4 }]);
	});

	it("keeps fields of the words that this app does not know", async () => {
		const id = await both.ana.checkins.checkIn(4);
		const { couple } = both.ana.session.ready();
		const at = new Date().toISOString();
		await both.ana.write.save(CHECK_INS, {
			id,
			space_id: couple?.id ?? "",
			fields: { at },
			words: { weather: "rain" },
		});
		await both.ana.checkins.addDetails(id, { note: "later" });
		await meet(both.ana);
		await meet(both.ben);
		const [row] = both.ben.records.table("check_ins").value.values();
		expect(row?.view?.words).toMatchObject({ mood: 4, weather: "rain", note: "later" });
	});
});

describe("a server that cannot be trusted", () => {
	let phone: Phone;
	let id: string;

	beforeEach(async () => {
		phone = await ana(server);
		id = await phone.checkins.checkIn(4);
		await meet(phone);
	});

	it("is refused where the seal does not fit, and what was seen stays", async () => {
		republish(phone, (body) => ({ ...body, edit: 2 }));
		await phone.feed.pull();
		expect(phone.tray.refusals.value).toEqual([{ kind: "check_ins", record_id: id, why: "tampered" }]);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4, problem: "tampered" });
	});

	it("is said no more once it was put away, until something else comes", async () => {
		republish(phone, (body) => ({ ...body, edit: 2 }));
		await phone.feed.pull();
		await phone.tray.putRefusalsAway();
		expect(phone.tray.refusals.value).toEqual([]);
		await phone.wake();
		await phone.feed.pull();
		expect(phone.tray.refusals.value).toEqual([]);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4 });
	});

	it("is refused where the words are left out", async () => {
		republish(phone, (body) => ({ ...body, words: null, edit: 2 }));
		await phone.feed.pull();
		expect(phone.tray.refusals.value).toMatchObject([{ why: "tampered" }]);
	});

	it("is refused where it says that somebody else began what one sealed", async () => {
		republish(phone, (body) => ({ ...body, author_id: "another" }));
		await phone.feed.pull();
		expect(phone.tray.refusals.value).toMatchObject([{ why: "tampered" }]);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4 });
	});

	it("is refused where it turns an edit back", async () => {
		const [older] = [...server.records.kept.values()].map(({ body }) => body);
		await phone.checkins.addDetails(id, { note: "second thoughts" });
		await meet(phone);
		republish(phone, () => older ?? {});
		await phone.feed.pull();
		expect(phone.tray.refusals.value).toEqual([{ kind: "check_ins", record_id: id, why: "older" }]);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "second thoughts" });
	});

	it("is not accused where an old page was only overtaken by this phone's own edit", async () => {
		republish(phone, (body) => body);
		const slow = Promise.withResolvers<void>();
		server.gate = (line) => (line.includes("/changes") ? slow.promise : undefined);
		server.heard.length = 0;
		const pulling = phone.feed.pull();
		await vi.waitFor(() => expect(server.heard.at(-1)?.path).toBe("/changes"));
		await phone.checkins.addDetails(id, { note: "quick" });
		const stop = new AbortController();
		phone.outbox.startSending(stop.signal, () => undefined);
		await vi.waitFor(() => expect(phone.status.waitingToSend.value).toBe(0));
		server.gate = null;
		slow.resolve();
		await pulling;
		stop.abort();
		expect(phone.tray.refusals.value).toEqual([]);
		expect(phone.checkins.latestMine.value).toMatchObject({ note: "quick" });
	});
});

describe("a key that has not come yet", () => {
	it("makes the record wait, then opens it", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.phones.listPhones();
		await first.meta.writeMeta("rotate", [first.session.spaceFor("us"), first.session.spaceFor("me")]);
		const keys = vi.spyOn(server.people, "keys");
		await first.dueRoots.finishRotation();
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(2);
		await meet(first);
		await ben.wake();
		server.faults.push({ on: /GET \/keys/, as: { status: 404, code: "not_found" }, times: 1 });
		await ben.feed.pull().catch(() => undefined);
		expect(ben.checkins.theirs.value).toEqual([]);
		expect([...ben.records.table("check_ins").value.values()]).toMatchObject([{ problem: "waiting_key" }]);
		expect(await ben.keySync.syncKeys()).toBe(true);
		await ben.feed.retryWaiting();
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 2, problem: null }]);
		expect(keys).toHaveBeenCalled();
	});
});

describe("after a restore", () => {
	it("starts again and sends what the backup lacks, under the edit that was seen", async () => {
		const phone = await ana(server);
		const { person_id } = phone.session.ready();
		const kept = await phone.checkins.checkIn(1);
		const edited = await phone.checkins.checkIn(2);
		await meet(phone);
		const backup = server.records.get("check_ins", edited, person_id);
		await phone.checkins.addDetails(edited, { note: "after the backup" });
		const lost = await phone.checkins.checkIn(3);
		await phone.preferences.savePreferences({ quiet_from: "21:00" });
		await meet(phone);
		server.records.restore((key, body) => (key.endsWith(kept) ? body : key.endsWith(edited) ? backup : null));
		await phone.feed.pull();
		expect(server.records.get("check_ins", edited, person_id).edit).toBe(2);
		expect(server.records.get("check_ins", lost, person_id).edit).toBe(1);
		expect(server.records.get("preferences", person_id, person_id)).toMatchObject({ quiet_from: "21:00" });
		await phone.feed.pull();
		expect(phone.checkins.mine.value.map(({ mood }) => mood)).toEqual([3, 2, 1]);
		expect(phone.tray.refusals.value).toEqual([]);
		expect(phone.tray.tray.value).toEqual([]);
	});

	it("lets go of what another phone of this person had deleted since the backup", async () => {
		const phone = await ana(server);
		const [kept, deleted] = [await phone.checkins.checkIn(1), await phone.checkins.checkIn(2)];
		await meet(phone);
		server.records.restore((key, body) => (key.endsWith(kept) ? body : null));
		server.records.tombstones.add(`${phone.session.ready().person_id}/check_ins/${deleted}`);
		await phone.feed.pull();
		expect(phone.checkins.mine.value.map(({ mood }) => mood)).toEqual([1]);
		expect(phone.tray.refusals.value).toEqual([]);
	});

	it("lets go of what was deleted while it was away for long, and sends none of it again", async () => {
		const phone = await ana(server);
		const { person_id } = phone.session.ready();
		const [kept, deleted] = [await phone.checkins.checkIn(1), await phone.checkins.checkIn(2)];
		await meet(phone);
		server.records.delete("check_ins", deleted, person_id);
		server.records.prune();
		const unsent = await phone.checkins.checkIn(3);
		await meet(phone);
		expect(() => server.records.get("check_ins", deleted, person_id)).toThrow();
		for (const id of [kept, unsent]) expect(server.records.get("check_ins", id, person_id)).toBeTruthy();
		expect(phone.checkins.mine.value.map(({ mood }) => mood).sort()).toEqual([1, 3]);
		expect(phone.tray.tray.value).toEqual([]);
	});

	it("lets go of what the partner has not sent again, and brings it back when they do", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(5);
		await meet(first);
		await meet(ben);
		server.records.restore(() => null);
		await ben.feed.pull();
		expect(ben.checkins.theirs.value).toEqual([]);
		await first.wake();
		await first.feed.pull();
		await ben.wake();
		await ben.feed.pull();
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 5 }]);
	});

	it("says again what was said of the partner's records, as soon as they are there", async () => {
		const { ana: first, ben } = await pair(server);
		const id = await ben.rituals.propose(ritualDraft());
		await meet(ben);
		await meet(first);
		await first.rituals.accept(id);
		await meet(first);
		const [soon] = first.rituals.upcoming.value;
		if (soon) await first.rituals.onMyWay(soon);
		await afterUndo(first);
		server.restoreAll(() => null);
		await first.feed.pull();
		expect(await first.meta.readMeta("said")).toHaveLength(2);
		await meet(ben);
		await meet(first);
		expect(await first.meta.readMeta("said")).toBeUndefined();
		await first.feed.pull();
		expect(first.rituals.rituals.value).toMatchObject([{ state: "accepted" }]);
		await meet(ben);
		expect(ben.rituals.upcoming.value[0]?.on_my_way).toEqual({ by_me: false, by_partner: true });
	});

	it("sends what waited meanwhile after that", async () => {
		const phone = await ana(server);
		const id = await phone.rituals.propose(ritualDraft());
		await meet(phone);
		server.records.restore(() => null);
		await phone.rituals.editRitual(id, ritualDraft({ title: "Late dinner" }));
		await phone.feed.pull();
		await meet(phone);
		expect(server.records.get("rituals", id, phone.session.ready().person_id).edit).toBe(2);
		expect(phone.tray.tray.value).toEqual([]);
	});
});

/** Makes the server show something other than what it was sent. */
function republish(phone: Phone, change: (body: Json) => Json): void {
	const { person_id } = phone.session.ready();
	for (const [key, row] of server.records.kept) {
		const [, kind = "", id = ""] = key.split("/");
		row.body = change(row.body);
		server.records.publish(kind, person_id, id, row.body);
	}
}
