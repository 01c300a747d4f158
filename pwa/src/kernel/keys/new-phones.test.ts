/** @module-tag slow */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { unusedPhrase } from "../../testing/phrases";
import { letIn, pair } from "../../testing/stories";

let server: FakeServer;
let first: Phone;
let ben: Phone;
let phrase: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana: first, ben } = await pair(server));
	phrase = unusedPhrase();
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

it("tells of a phone that another own phone let in; the one that did marks it only", async () => {
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
	expect(second.newPhones.unknownPhones.value).toEqual([]);
	expect(second.newPhones.isAddedHere(device_id)).toBe(true);
	await first.wake();
	expect(first.newPhones.unknownPhones.value.map(({ id }) => id)).toContain(device_id);
	// the mark survives a reload, until it is dismissed
	await second.wake();
	expect(second.newPhones.newPhones.value.map(({ id }) => id)).toEqual([device_id]);
	await second.newPhones.knowPhone(device_id);
	expect([await looks(second), second.newPhones.isAddedHere(device_id)]).toEqual([[], false]);
});

it("is an alarm on no phone that came by the words itself", async () => {
	await ben.wake();
	const back = await openPhone(server, "ana's new one");
	await back.recovery.recover(phrase, "");
	expect(await looks(back)).toEqual([]);
	expect(await hears(back)).toBeNull();
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

it("tells each of the person's other phones of new words until put away there, and not the one that made them", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	expect(await hears(second)).toBeNull();
	for (const again of [false, true]) {
		await first.wake();
		const before = Date.now();
		await first.recovery.leaveWayBack(unusedPhrase(), "");
		expect(first.wayBack.newWords.value).toBeNull();
		expect(await hears(first)).toBeNull();
		expect(first.wayBack.wordsSince.value).toBeGreaterThanOrEqual(before);
		expect(await hears(second), `again: ${again}`).toBeGreaterThanOrEqual(before);
		await second.wayBack.knowWords();
		expect(await hears(second)).toBeNull();
	}
	expect(await hears(ben)).toBeNull();
});

it("knows its own words also where the answer to them was lost", async () => {
	await first.wake();
	server.faults.push({ on: /PUT .*recovery/, as: "lost" });
	await expect(first.recovery.leaveWayBack(unusedPhrase(), "")).rejects.toMatchObject({ code: "offline" });
	expect(await hears(first)).toBeNull();
});

it("tells of words that another phone made after its own", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	await looks(second);
	await second.recovery.leaveWayBack(unusedPhrase(), "");
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
	// it may be somebody else's, until the person says that they know it
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: false });
	await first.newPhones.knowPhone(back);
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: true });
	server.people.removeDevice(back);
	await looks(first);
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: false });
	await first.signOut.signOut();
	expect(await first.wayBack.waysBack()).toEqual({ words: null, phone: null });
});

it("counts no words that bring the person back until they confirmed them here", async () => {
	const second = await letIn(first, await openPhone(server, "ana's second"));
	await second.recovery.leaveWayBack(unusedPhrase(), "");
	expect(await second.wayBack.waysBack()).toMatchObject({ words: true });
	await looks(first);
	expect(await first.wayBack.waysBack()).toEqual({ words: false, phone: true });
	await first.wayBack.knowWords();
	expect(await first.wayBack.waysBack()).toEqual({ words: true, phone: true });
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
