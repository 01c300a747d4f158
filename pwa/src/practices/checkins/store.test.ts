import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dayOf } from "../../kernel/store/clock";
import { history } from "../../kernel/store/history";
import type { Shown } from "../../kernel/store/records";
import { keepCheckIn } from "../../testing/check-ins";
import { FakeServer } from "../../testing/fake-server";
import { openPhone } from "../../testing/phone";
import { ana, connect, meet, pair } from "../../testing/stories";
import { CHECK_INS } from "./kinds";
import { ownFeelings } from "./own-feelings";
import { noonOfYesterday } from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("a check-in", () => {
	it("is there at once, newest first, for oneself while alone", async () => {
		const phone = await ana(server);
		await phone.checkins.audience.choose("us");
		expect(phone.checkins.audience.now.value).toBe("me");
		await phone.checkins.checkIn(1);
		await phone.checkins.checkIn(5);
		expect(phone.checkins.mine.value.map(({ mood, audience }) => [mood, audience])).toEqual([
			[5, "me"],
			[1, "me"],
		]);
		expect(phone.checkins.latestTheirs.value).toBeNull();
	});

	it("is at hand while it is of today", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 2 * 86_400_000 });
		const phone = await ana(server);
		await phone.checkins.checkIn(1);
		vi.useRealTimers();
		(await import("../../kernel/store/clock")).look();
		await phone.checkins.checkIn(2);
		await phone.checkins.checkIn(5);
		expect(phone.checkins.mineToday.value.map(({ mood }) => mood)).toEqual([5, 2]);
	});

	it("takes details for an hour after the tap, also one of yesterday, until it is undone", async () => {
		const phone = await ana(server);
		const { look } = await import("../../kernel/store/clock");
		const said = () => phone.checkins.lastTapped.value?.mood;
		expect(said()).toBeUndefined();
		await phone.checkins.checkIn(4);
		expect(said()).toBe(4);
		const later = await phone.checkins.checkIn(2, "yesterday");
		expect(said()).toBe(2);
		await phone.checkins.undo(later);
		expect(said()).toBe(4);
		vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 59 * 60_000 });
		look();
		expect(said()).toBe(4);
		vi.setSystemTime(Date.now() + 2 * 60_000);
		look();
		expect(said()).toBeUndefined();
		vi.useRealTimers();
		look();
	});

	it("shows when the server received it where this phone's clock was ahead, with the time it sealed", async () => {
		const { ana: first, ben } = await pair(server);
		await ben.wake();
		await ben.checkins.audience.choose("us");
		const before = Date.now();
		vi.useFakeTimers({ toFake: ["Date", "performance"], now: before + 65 * 60_000 });
		const id = await ben.checkins.checkIn(2);
		const sealed = ben.checkins.mine.value[0]?.at;
		vi.useRealTimers();
		await meet(ben);
		await ben.checkins.checkIn(5);
		await meet(ben);
		expect(ben.checkins.mine.value.map(({ mood }) => mood)).toEqual([5, 2]);
		expect(server.records.get("check_ins", id, ben.session.ready().person_id).at).toBe(
			new Date(sealed ?? 0).toISOString(),
		);
		await meet(first);
		const shown = first.checkins.theirs.value.map(({ mood, at }) => [mood, at <= Date.now() && at >= before]);
		expect(shown).toEqual([
			[5, true],
			[2, true],
		]);
	});

	it("can be of yesterday, which both read as added later", async () => {
		const { ana: phone, ben } = await pair(server);
		await phone.wake();
		await phone.checkins.audience.choose("us");
		await phone.checkins.checkIn(4);
		await phone.checkins.checkIn(2, "yesterday");
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4, added_later: false });
		const { at, added_later } = phone.checkins.mine.value[1] ?? { at: 0 };
		expect([dayOf(Date.now()) - dayOf(at), new Date(at).getHours()]).toEqual([1, 12]);
		expect(added_later).toBe(true);
		await meet(phone);
		await meet(ben);
		expect(ben.checkins.theirs.value[1]).toMatchObject({ mood: 2, added_later: true });
	});

	it("of yesterday is of the day before the night that has not ended", () => {
		vi.useFakeTimers({ toFake: ["Date"] });
		for (const [hour, day] of [
			[4, 11],
			[6, 12],
		] as const) {
			vi.setSystemTime(new Date(2042, 2, 13, hour));
			expect(new Date(noonOfYesterday())).toEqual(new Date(2042, 2, day, 12));
		}
		vi.useRealTimers();
	});

	it("offers own words for feelings again, the newest first, and none of the partner's", async () => {
		const { ana: phone, ben } = await pair(server);
		await phone.wake();
		await phone.checkins.addDetails(await phone.checkins.checkIn(2), { feelings: ["wistful", "tired"] });
		await phone.checkins.addDetails(await phone.checkins.checkIn(2), { feelings: ["far away", "wistful"] });
		await meet(phone);
		await ben.wake();
		await ben.checkins.audience.choose("us");
		await ben.checkins.addDetails(await ben.checkins.checkIn(2), { feelings: ["Ben's own"] });
		await meet(ben);
		await meet(phone);
		expect(phone.checkins.theirs.value).toHaveLength(1);
		expect(ownFeelings([...phone.checkins.theirs.value, ...phone.checkins.mine.value])).toEqual([
			"far away",
			"wistful",
		]);
	});

	it("keeps the audience of the last time", async () => {
		const { ben } = await pair(server);
		await ben.checkins.audience.choose("us");
		await ben.checkins.audience.choose("me");
		await ben.checkins.audience.choose("us");
		await ben.wake();
		await ben.checkins.audience.load();
		expect(ben.checkins.audience.now.value).toBe("us");
	});

	it("is for oneself again with a new partner, whatever was chosen for the one before", async () => {
		const { ana: first, ben } = await pair(server);
		await ben.checkins.audience.choose("us");
		await ben.leaving.leave();
		for (const other of [await ana(server), first]) {
			await other.wake();
			await other.identity.checkSession();
			await connect(other, ben);
			await ben.checkins.audience.load();
			expect([ben.session.ready().couple === null, ben.checkins.audience.now.value]).toEqual([false, "me"]);
			await ben.leaving.leave();
		}
	});

	it("takes details later, one after another", async () => {
		const phone = await ana(server);
		const id = await phone.checkins.checkIn(3);
		await Promise.all([
			phone.checkins.addDetails(id, { energy: 2, feelings: ["calm"] }),
			phone.checkins.addDetails(id, { note: "Better" }),
		]);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 3, energy: 2, feelings: ["calm"], note: "Better" });
		await meet(phone);
		expect(server.records.get("check_ins", id, phone.session.ready().person_id).edit).toBe(3);
	});

	it("of any age takes details, and can be deleted", async () => {
		const phone = await ana(server);
		const ago = (days: number) => Date.now() - days * 86_400_000;
		const [kept, deleted] = [await keepCheckIn(phone, { at: ago(400) }), await keepCheckIn(phone, { at: ago(300) })];
		await phone.records.fillTables();
		expect(phone.checkins.mine.value).toEqual([]);
		await phone.checkins.addDetails(kept, { note: "It was the move" });
		await phone.checkins.remove(deleted);
		const found: Shown[] = [];
		for await (const page of history(CHECK_INS)) found.push(...page);
		expect(phone.checkins.asCheckIns(found)).toMatchObject([{ id: kept, note: "It was the move" }]);
		expect(found[0]?.fields.at).toBe(new Date(phone.checkins.asCheckIns(found)[0]?.at ?? 0).toISOString());
	});

	it("that a newer app wrote can be read, not changed", async () => {
		const phone = await ana(server);
		const id = await phone.checkins.checkIn(3);
		const space_id = phone.session.ready().person_id;
		const newer = { ...CHECK_INS, words: 2 };
		await phone.write.save(newer, { id, space_id, fields: { at: new Date().toISOString() }, words: { mood: 5 } });
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 5, read_only: true });
		await expect(phone.checkins.addDetails(id, { note: "no" })).rejects.toMatchObject({ code: "newer_words" });
	});

	it("can only be written by somebody", async () => {
		const phone = await openPhone(server);
		await expect(phone.checkins.checkIn(3)).rejects.toMatchObject({ code: "sign_in" });
	});
});
