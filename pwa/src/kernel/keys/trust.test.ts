/** @module-tag slow */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { letIn, meet, pair } from "../../testing/stories";
import { makeDeviceKeys, makeSigningKeys, newRoot, signDevice } from "../crypto/keys";
import { self, trustedPeople } from "./trust";

const INTRUDER = "01a20716-0000-7000-8000-000000000000";

let server: FakeServer;
let first: Phone;
let ben: Phone;
let second: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana: first, ben } = await pair(server));
	second = await letIn(first, await openPhone(server, "ana's second"));
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("learns the partner's signing key from the phone that met them, not from the server", async () => {
	await second.identity.checkSession();
	expect(await trusted()).toEqual([second.session.ready().person_id]);
	await keepBen();
	await second.wake();
	await second.feed.pull();
	expect(await trusted()).toEqual([second.session.ready().person_id, second.session.ready().couple?.partner_id]);
	const pinned = (await second.meta.readMeta("couple"))?.partner_signing_key;
	await ben.wake();
	expect((await ben.meta.readMeta("identity"))?.signing_key).toBe(pinned);
});

it("keeps it once, beside the own name, and shares neither", async () => {
	await first.wake();
	await first.profiles.saveName("Ana");
	await keepBen();
	await keepBen();
	const { person_id } = first.session.ready();
	const row = await (await first.local.local()).get("records", [person_id, "profiles", person_id]);
	expect(row?.view?.words).toMatchObject({ name: "Ana", partner: { signing_key: expect.any(String) } });
	expect(row?.view?.edit).toBe(2);
});

it("is not left without a key that the partner's phone sent before the own one did", async () => {
	const { couple, device_id } = second.session.ready();
	const slot = [...server.people.wraps.keys()].find(
		(key) => key.startsWith(couple?.id ?? "") && key.endsWith(device_id),
	);
	server.people.wraps.delete(slot ?? "");
	const db = await second.local.local();
	await db.delete("keys", `epoch/${slot?.slice(0, -device_id.length - 1)}`);
	await ben.wake();
	await ben.keySync.syncKeys();
	await second.wake();
	expect(await second.keySync.syncKeys()).toBe(false);
	await keepBen();
	await second.wake();
	await second.feed.pull();
	expect(await second.keySync.syncKeys()).toBe(true);
});

it("waits with the couple's new key until the partner is known", async () => {
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	const { couple, person_id } = second.session.ready();
	await keepBen();
	await second.wake();
	await second.phones.removePhone(old?.id ?? "");
	const number = (id: string) => server.records.spaces.get(id)?.number;
	expect([number(person_id), number(couple?.id ?? "")]).toEqual([2, 1]);
	await second.feed.pull();
	await second.dueRoots.finishRotation();
	expect([number(person_id), number(couple?.id ?? "")]).toEqual([2, 2]);
});

it("wraps nothing to a phone that only the server calls the partner's", async () => {
	const partner_id = second.session.ready().couple?.partner_id ?? "";
	const impostor = await makeSigningKeys((await newRoot()).key, partner_id, "e");
	const device = { person_id: partner_id, device_id: INTRUDER, key: (await makeDeviceKeys()).publicKey };
	const signature = await signDevice(impostor.privateKey, device);
	server.people.devices.set(INTRUDER, { ...device, signature });
	Object.assign(server.people.people.get(partner_id) ?? {}, { signing_key: impostor.publicKey });
	await second.wake();
	await second.keySync.syncKeys();
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	await second.phones.removePhone(old?.id ?? "");
	expect([...server.people.wraps.keys()].filter((key) => key.endsWith(INTRUDER))).toEqual([]);
});

it("follows no server back to an older key; new roots bring both level again", async () => {
	const [old] = (await second.phones.listPhones()).filter(({ current }) => !current);
	await second.phones.removePhone(old?.id ?? "");
	const { person_id } = second.session.ready();
	const known = (await second.meta.readMeta("epochs"))?.[person_id];
	const space = server.records.spaces.get(person_id);
	const [before] = server.people.epochs.filter((epoch) => epoch.space_id === person_id);
	server.people.epochs.splice(
		0,
		server.people.epochs.length,
		...server.people.epochs.filter((epoch) => epoch.space_id !== person_id || epoch === before),
	);
	Object.assign(space ?? {}, { epoch_id: before?.epoch_id, number: 1 });
	await second.keySync.syncKeys();
	expect((await second.meta.readMeta("epochs"))?.[person_id]).toBe(known);
	await second.dueRoots.finishRotation();
	const renewed = (await second.meta.readMeta("epochs"))?.[person_id];
	expect([renewed === known, space?.number, space?.epoch_id]).toEqual([false, 2, renewed]);
});

it("gives itself what the server has lost of its own", async () => {
	const { couple, device_id } = second.session.ready();
	const key = [...server.people.wraps.keys()].find(
		(one) => one.startsWith(couple?.id ?? "") && one.endsWith(device_id),
	);
	server.people.wraps.delete(key ?? "");
	await second.keySync.syncKeys();
	expect(server.people.wraps.get(key ?? "")).toMatchObject({ by_device: device_id });
});

it("keeps a root it received as its own, so that it can pass it on when the sender is gone", async () => {
	const { device_id } = second.session.ready();
	const rows = await (await second.local.local()).getAll("keys");
	expect(rows.flatMap(({ epoch }) => epoch?.wrap.by_device ?? [])).toEqual([device_id, device_id]);
});

async function trusted(): Promise<string[]> {
	return (await trustedPeople(await self())).map(({ person_id }) => person_id);
}

async function keepBen(): Promise<void> {
	await first.wake();
	await first.keepingPartner.keepPartner();
	await meet(first);
}
