/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { letIn, meet, pair } from "../../testing/stories";

let server: FakeServer;
let first: Phone;
let ben: Phone;
let second: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana: first, ben } = await pair(server));
	await first.wake();
	await first.keepingPartner.keepPartner();
	await meet(first);
	second = await letIn(first, await openPhone(server, "ana's second"));
	await second.feed.pull();
	await second.checkins.audience.choose("us");
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("lists the person's phones, and which one this is", async () => {
	const phones = await second.phones.listPhones();
	expect(phones.map(({ current }) => current)).toEqual([false, true]);
});

it("starts new keys when a phone is removed; what others wrote under the old one is sealed again", async () => {
	await ben.wake();
	await ben.checkins.audience.choose("us");
	await ben.checkins.checkIn(1);
	await second.wake();
	await second.checkins.audience.choose("us");
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	await second.phones.removePhone(old?.id ?? "");
	await second.checkins.checkIn(5);
	await meet(second);
	await meet(ben);
	await second.wake();
	await second.feed.pull();
	expect(second.checkins.theirs.value).toMatchObject([{ mood: 1 }]);
	await ben.wake();
	expect(ben.checkins.theirs.value).toMatchObject([{ mood: 5 }]);
	expect(ben.tray.tray.value).toEqual([]);
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 2, 2]);
});

it("starts the new keys that a restored server asks for, where it had brought back a removed phone", async () => {
	const { person_id, couple } = second.session.ready();
	for (const id of [person_id, couple?.id ?? ""]) server.people.due.add(id);
	server.records.restore((_, body) => body);
	await second.wake();
	await second.feed.pull();
	await second.feed.pull();
	expect([...server.people.due]).toEqual([]);
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 2, 2]);
});

it("finishes at the next launch what a lost connection interrupted", async () => {
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	server.faults.push({ on: /epochs/, as: "down" });
	await expect(second.phones.removePhone(old?.id ?? "")).rejects.toMatchObject({ code: "offline" });
	await second.wake();
	await second.dueRoots.finishRotation();
	await second.dueRoots.finishRotation();
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 2, 2]);
});

it("starts one new key for each space, though removing a phone and news from the server ask for it at once", async () => {
	const { person_id, couple } = second.session.ready();
	await second.meta.writeMeta("rotate", [person_id, couple?.id ?? ""]);
	await Promise.all([second.dueRoots.finishRotation(), second.dueRoots.finishRotation()]);
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 2, 2]);
});

describe("another tab that starts new keys", () => {
	const numbers = () => {
		const { person_id, couple } = second.session.ready();
		return [person_id, couple?.id ?? ""].map((id) => server.records.spaces.get(id)?.number ?? 0);
	};
	let gone: string;
	let atRemoval: readonly number[];

	beforeEach(async () => {
		const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
		gone = old?.id ?? "";
	});

	/** Calls back before or after each request to the server. */
	function meanwhile(before: (request: Request) => unknown, after: (request: Request) => unknown): void {
		const ask = globalThis.fetch;
		vi.stubGlobal("fetch", async (...asked: Parameters<typeof fetch>) => {
			const [request] = asked;
			if (!(request instanceof Request)) return ask(...asked);
			await before(request);
			const had = server.people.devices.has(gone);
			const answer = await ask(...asked);
			if (had && !server.people.devices.has(gone)) atRemoval = numbers();
			await after(request);
			return answer;
		});
	}

	/** No key in force is one that the removed phone may have. */
	async function allAreNew(): Promise<void> {
		expect(await second.meta.readMeta("rotate")).toBeUndefined();
		const [own = 0, ours = 0] = numbers();
		expect(own).toBeGreaterThan(atRemoval[0] ?? own);
		expect(ours).toBeGreaterThan(atRemoval[1] ?? ours);
	}

	it("just before a phone is removed does not spare it new ones", async () => {
		const isRemoval = ({ method }: Request) => method === "DELETE";
		meanwhile(
			(request) => isRemoval(request) && second.dueRoots.finishRotation(),
			() => undefined,
		);
		await second.phones.removePhone(gone);
		await allAreNew();
	});

	it("while a phone is removed does not spare it new ones", async () => {
		const { person_id } = second.session.ready();
		let removing: Promise<unknown> | null = null;
		meanwhile(
			() => undefined,
			async ({ url }) => {
				if (removing || !url.includes("/epochs/")) return;
				removing = second.phones.removePhone(gone);
				await vi.waitFor(async () => expect(await second.meta.readMeta("rotate")).toHaveLength(5));
			},
		);
		await second.meta.writeMeta("rotate", [person_id]);
		await second.dueRoots.finishRotation();
		await removing;
		await allAreNew();
	});
});

it("starts no further key by an answer that is older than the key just started here", async () => {
	const { person_id, couple } = second.session.ready();
	const due = [person_id, couple?.id ?? ""];
	for (const id of due) server.people.due.add(id);
	const ask = globalThis.fetch;
	let isFirst = true;
	vi.stubGlobal("fetch", async (...request: Parameters<typeof fetch>) => {
		const answer = await ask(...request);
		if (!isFirst) return answer;
		isFirst = false;
		await second.meta.writeMeta("rotate", due);
		await second.dueRoots.finishRotation();
		return answer;
	});
	await second.keySync.syncKeys();
	await second.dueRoots.finishRotation();
	expect([...server.records.spaces.values()].map(({ number }) => number).sort()).toEqual([1, 2, 2]);
});

it("goes on where it may not start a new key yet, and does so later", async () => {
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	server.faults.push({ on: /DELETE .*devices|epochs/, as: { status: 409, code: "too_soon" }, times: 3 });
	await expect(second.phones.removePhone(old?.id ?? "")).rejects.toMatchObject({ code: "too_soon" });
	await second.dueRoots.finishRotation();
	const numbers = () => [...server.records.spaces.values()].map(({ number }) => number).sort();
	expect(numbers()).toEqual([1, 1, 1]);
	await second.dueRoots.finishRotation();
	expect(numbers()).toEqual([1, 2, 2]);
});

it("wraps no new key to a phone that its person does not vouch for", async () => {
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	const { person_id } = second.session.ready();
	server.people.devices.set("01a20716-0000-7000-8000-000000000000", { person_id, key: "forged", signature: "forged" });
	await second.phones.removePhone(old?.id ?? "");
	const wrapped = [...server.people.wraps.keys()].filter((key) => key.endsWith("01a20716-0000-7000-8000-000000000000"));
	expect(wrapped).toEqual([]);
});

it("gives a phone the keys it lacks", async () => {
	const { couple, device_id } = second.session.ready();
	const key =
		[...server.people.wraps.keys()].find((one) => one.startsWith(couple?.id ?? "") && one.endsWith(device_id)) ?? "";
	server.people.wraps.delete(key);
	await ben.wake();
	await ben.keySync.syncKeys();
	expect(server.people.wraps.has(key)).toBe(true);
});
