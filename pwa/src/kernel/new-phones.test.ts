import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/fake-server";
import { openPhone, type Phone } from "../testing/phone";
import { letIn, pair } from "../testing/stories";
import { newPhrase } from "./phrase";

let server: FakeServer;
let first: Phone;
let ben: Phone;
let phrase: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana: first, ben } = await pair(server));
	phrase = newPhrase();
	for (const phone of [ben, first]) await looks(phone);
	await first.recovery.leaveWayBack(phrase, "");
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("tells of no phone at the first look, and never of itself", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	expect(await looks(second)).toEqual([]);
});

it("tells the person's other phones of one that came by the words, until they say that they know it", async () => {
	const back = await comesBack();
	expect(await looks(first)).toEqual([{ id: back, added_day: "2026-11-23", current: false, recovered: true }]);
	await first.wake();
	expect(first.newPhones.newPhones.value).toHaveLength(1);
	await first.newPhones.knowPhone(back);
	expect(await looks(first)).toEqual([]);
	expect(await looks(ben)).toEqual([]);
});

it("tells of a phone that another own phone let in, the one that did too", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	await looks(second);
	const third = await letIn(second, await openPhone(server, "ana's third"));
	const { device_id } = third.session.ready();
	await second.wake();
	await second.handovers.look();
	for (const phone of [first, second]) {
		const told = await looks(phone);
		expect(told.map(({ id, recovered }) => [id, recovered])).toContainEqual([device_id, false]);
	}
	expect(second.newPhones.newPhones.value.map(({ id }) => id)).toEqual([device_id]);
});

it("says nothing more of a phone that was removed, here or elsewhere", async () => {
	const [one, other] = [await comesBack(), await comesBack()];
	expect((await looks(first)).map(({ id }) => id)).toEqual([one, other]);
	await first.phones.removePhone(one);
	expect(first.newPhones.newPhones.value.map(({ id }) => id)).toEqual([other]);
	server.people.removeDevice(other);
	expect(await looks(first)).toEqual([]);
});

it("is forgotten with all else when the phone is signed out", async () => {
	await comesBack();
	await looks(first);
	await first.signOut.signOut();
	expect(first.newPhones.newPhones.value).toEqual([]);
});

it("tells each of the person's phones of new words, the one that made them too, until put away there", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	expect(await hears(second)).toBeNull();
	for (const again of [false, true]) {
		await first.wake();
		const before = Date.now();
		await first.recovery.leaveWayBack(newPhrase(), "");
		for (const phone of [first, second]) {
			expect(await hears(phone), `again: ${again}`).toBeGreaterThanOrEqual(before);
			await phone.wayBack.knowWords();
			expect(await hears(phone)).toBeNull();
		}
	}
	expect(await hears(ben)).toBeNull();
});

it("tells of the very first words too", async () => {
	expect(await hears(first)).not.toBeNull();
});

async function hears(phone: Phone): Promise<number | null> {
	await looks(phone);
	await phone.wake();
	return phone.wayBack.newWords.value;
}

it("knows what would bring the person back, also of a phone that was removed", async () => {
	await ben.wake();
	expect(await ben.wayBack.waysBack()).toEqual({ words: false, phone: false });
	await first.wake();
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: false });
	const back = await comesBack();
	await looks(first);
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: true });
	server.people.removeDevice(back);
	await looks(first);
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: false });
	await first.signOut.signOut();
	expect(await first.wayBack.waysBack()).toEqual({ words: null, phone: null });
});

async function comesBack(): Promise<string> {
	const phone = await openPhone(server, "ana's new one");
	await phone.recovery.recover(phrase, "");
	return phone.session.ready().device_id;
}

async function looks(phone: Phone) {
	await phone.wake();
	await phone.keySync.syncKeys();
	return phone.newPhones.newPhones.value;
}
