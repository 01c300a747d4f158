/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ana, ben, server } from "../../testing/paired";
import { openPhone, type Phone } from "../../testing/phone";
import { letIn, meet } from "../../testing/stories";
import { newId } from "../store/ids";

const MINUTE = 60_000;
const realNow = Date.now;
let ahead = 0;

beforeEach(() => {
	ahead = 0;
	vi.spyOn(Date, "now").mockImplementation(() => realNow() + ahead);
});

afterEach(() => {
	vi.restoreAllMocks();
});

const coupleOf = (phone: Phone): string => phone.session.ready().couple?.id ?? "";
const numberOf = (space_id: string): number => server.records.spaces.get(space_id)?.number ?? 0;

/**
 * Ben's phone, or somebody who controls it, starts a root of the couple with this wrap for Ana's phone, or with none.
 */
function startBadRoot(wrap: "garbage" | "none"): void {
	const { person_id, device_id } = ben.session.ready();
	const space_id = coupleOf(ben);
	const known = [...server.people.wraps].filter(([key]) => key.startsWith(space_id));
	const own = known.find(([key]) => key.endsWith(device_id))?.[1];
	const others = [...server.people.devices.keys()].filter((id) => id !== device_id);
	const wraps = wrap === "none" ? [] : others.map((id) => ({ device_id: id, wrap: own }));
	const number = numberOf(space_id) + 1;
	const caller = { person_id, device_id, waiting: false };
	server.people.startEpoch(caller, space_id, newId(), { number, wraps: [...wraps, { device_id, wrap: own }] });
}

async function startBadRootAsBen(wrap: "garbage" | "none"): Promise<void> {
	await ben.wake();
	startBadRoot(wrap);
	await ana.wake();
}

describe("a root in force that does not open here", () => {
	it("is answered with the next one; what waits goes out under it, and both are told once", async () => {
		const couple = coupleOf(ana);
		await startBadRootAsBen("garbage");
		await ana.checkins.audience.choose("us");
		await ana.checkins.checkIn(4);
		await meet(ana);
		expect(numberOf(couple)).toBe(3);
		expect(ana.tray.tray.value).toEqual([]);
		expect(ana.newKeys.newKey.value).toBe(true);
		await meet(ben);
		await ben.keySync.syncKeys();
		await ben.feed.pull();
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 4 }]);
		expect(ben.newKeys.newKey.value).toBe(true);
		await ben.newKeys.knowNewKey();
		await ben.keySync.syncKeys();
		expect(ben.newKeys.newKey.value).toBe(false);
	});

	it("is answered once, and after that each a little later", async () => {
		const couple = coupleOf(ana);
		await startBadRootAsBen("garbage");
		for (let looks = 0; looks < 3; looks++) await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(3);
		await startBadRootAsBen("garbage");
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(4);
		expect(ana.keySync.nextLook()).toBeLessThanOrEqual(MINUTE);
		ahead += MINUTE;
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(5);
	});

	it("is left alone for a while where the server does not take an answer now", async () => {
		const couple = coupleOf(ana);
		await startBadRootAsBen("garbage");
		server.faults.push({ on: /PUT .*epochs/, as: { status: 409, code: "too_soon" } });
		for (let looks = 0; looks < 3; looks++) await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(2);
		expect(ana.newKeys.newKey.value).toBe(false);
		ahead += 10 * MINUTE;
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(3);
	});

	it("is answered by no phone that does not know the partner yet", async () => {
		const couple = coupleOf(ana);
		const second = await letIn(ana, await openPhone(server, "ana's second"));
		await ben.wake();
		startBadRoot("garbage");
		await second.wake();
		await second.keySync.syncKeys();
		expect(numberOf(couple)).toBe(2);
	});
});

describe("a root in force that was not given to this phone", () => {
	it("is waited for some minutes, then answered", async () => {
		const couple = coupleOf(ana);
		await startBadRootAsBen("none");
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(2);
		const wait = ana.keySync.nextLook() ?? 0;
		expect([wait > 0, wait <= 2 * MINUTE]).toEqual([true, true]);
		ahead += wait;
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(3);
		await ana.checkins.audience.choose("us");
		await ana.checkins.checkIn(2);
		await meet(ana);
		await meet(ben);
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 2 }]);
	});

	it("is not answered where it comes in time", async () => {
		const couple = coupleOf(ana);
		const { device_id } = ana.session.ready();
		await ben.wake();
		await ben.meta.writeMeta("rotate", [couple]);
		await ben.dueRoots.finishRotation();
		const newest = server.people.epochs.at(-1)?.epoch_id;
		server.people.wraps.delete(`${couple}/${newest}/${device_id}`);
		await ana.wake();
		await ana.keySync.syncKeys();
		await ben.wake();
		await ben.keySync.syncKeys();
		await ana.wake();
		ahead += 3 * MINUTE;
		await ana.keySync.syncKeys();
		expect(numberOf(couple)).toBe(2);
		expect(ana.newKeys.newKey.value).toBe(false);
	});
});

it("turns its own keys where the couple's may not be turned", async () => {
	const { person_id } = ana.session.ready();
	await letIn(ana, await openPhone(server, "ana's second"));
	const { device_id } = ana.session.ready();
	await ana.wake();
	server.faults.push({
		on: new RegExp(`PUT /spaces/${coupleOf(ana)}/epochs`),
		as: { status: 409, code: "turned_today" },
	});
	await ana.phones.removePhone(device_id);
	expect([numberOf(person_id), numberOf(coupleOf(ana))]).toEqual([2, 1]);
	await ana.dueRoots.finishRotation();
	expect([numberOf(person_id), numberOf(coupleOf(ana))]).toEqual([2, 2]);
});

describe("after a great many roots", () => {
	const MANY = 12;

	beforeEach(async () => {
		server.people.perPage = 3;
		await ana.wake();
		await ana.keepingPartner.keepPartner();
		await ana.checkins.audience.choose("us");
		await ana.checkins.checkIn(1);
		await meet(ana);
		for (let turns = 0; turns < MANY; turns++) {
			await ana.meta.writeMeta("rotate", [coupleOf(ana)]);
			await ana.dueRoots.finishRotation();
		}
	});

	it("lets a phone in with the roots in force, and hands on the older ones bit by bit", async () => {
		const second = await letIn(ana, await openPhone(server, "ana's second"));
		const confirmed = server.heard.findLast(({ path }) => path.endsWith("/confirmation"));
		expect(JSON.parse(confirmed?.body ?? "{}").wraps).toHaveLength(2);
		await meet(second);
		await second.checkins.audience.choose("us");
		await second.checkins.checkIn(5);
		await meet(second);
		for (let looks = 0; looks < 5; looks++) {
			await ana.wake();
			await ana.keySync.syncKeys();
			await second.wake();
			await second.keySync.syncKeys();
		}
		await second.feed.retryWaiting();
		expect(second.checkins.mine.value.map(({ mood }) => mood).sort()).toEqual([1, 5]);
	});

	it("leaves words with the roots in force, and hands on the older ones after them", async () => {
		await ana.recovery.leaveWayBack("legal winner thank year wave sausage worth useful legal winner thank yellow", "");
		const [left] = server.people.recovery.left.values();
		expect(left?.wraps.size).toBe(2);
		for (let looks = 0; looks < 5; looks++) await ana.keySync.syncKeys();
		expect(left?.wraps.size).toBe(MANY + 2);
		const back = await openPhone(server, "ana's new one");
		await back.recovery.recover("legal winner thank year wave sausage worth useful legal winner thank yellow", "");
		const joined = server.heard.findLast(({ path }) => /recoveries.*devices/.test(path));
		expect(JSON.parse(joined?.body ?? "{}").wraps).toHaveLength(2);
		await vi.waitFor(async () => {
			const rows = await (await back.local.local()).getAll("keys");
			expect(rows.filter(({ epoch }) => epoch)).toHaveLength(MANY + 2);
		});
	});
});
