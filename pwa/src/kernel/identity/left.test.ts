import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { pair } from "../../testing/stories";

const UNTIL = "2099-11-26T10:00:00Z";

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let couple: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	couple = ana.session.ready().couple?.id ?? "";
	server.people.leaveForNow(ana.session.ready().person_id, couple, UNTIL);
	await ana.identity.checkSession();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

it("says until when it can be undone, and connects both again", async () => {
	expect(ana.session.ready()).toMatchObject({ couple: null });
	expect(ana.told.left.value).toEqual({ couple_id: couple, until: Date.parse(UNTIL) });
	await ana.staying.stay();
	expect(ana.told.left.value).toBeNull();
	expect(ana.session.ready()).toMatchObject({ couple: { id: couple }, no_longer_connected: false });
});

it("says nothing to the partner, who finds themself connected again", async () => {
	await ben.wake();
	await ben.identity.checkSession();
	expect(ben.told.left.value).toBeNull();
	await ana.wake();
	await ana.identity.checkSession();
	await ana.staying.stay();
	await ben.wake();
	await ben.identity.checkSession();
	expect(ben.session.ready()).toMatchObject({
		couple: { id: couple },
		no_longer_connected: false,
		shares_again: false,
	});
});

it("goes away where it can no longer be undone", async () => {
	server.people.left.clear();
	await expect(ana.staying.stay()).rejects.toMatchObject({ code: "not_found" });
	expect(ana.told.left.value).toBeNull();
});

it("knows until when a phone that was let in by a newcomer is one itself", async () => {
	expect(await ana.wayBack.newcomerUntil()).toBeNull();
	server.people.newcomerUntil = UNTIL;
	await ana.identity.checkSession();
	expect(await ana.wayBack.newcomerUntil()).toBe(Date.parse(UNTIL));
});
