import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair, sendAtOnce, settled } from "../../testing/stories";

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	await ana.checkins.audience.choose("us");
	await meet(ana);
	stop = new AbortController();
	sendAtOnce(ana, stop.signal);
	await settled(ana);
	await ana.feed.pull();
});

afterEach(() => {
	stop.abort();
	vi.unstubAllGlobals();
});

describe("a write's place in the feed", () => {
	it("moves the cursor of a phone that had seen everything before it", async () => {
		await ana.checkins.checkIn(4);
		await settled(ana);
		expect(await stands(ana)).toBe(true);
		expect(ana.checkins.latestMine.value).toMatchObject({ mood: 4, pending: false });
	});

	it("moves it for each of two quick writes", async () => {
		await ana.checkins.checkIn(4);
		await ana.checkins.checkIn(2);
		await settled(ana);
		expect(await missed(ana)).toEqual([]);
	});

	it("leaves it at a gap, so that what is between is fetched", async () => {
		await ben.wake();
		await ben.checkins.audience.choose("us");
		await ben.checkins.checkIn(5);
		await meet(ben);
		await ana.wake();
		sendAtOnce(ana, stop.signal);
		await ana.checkins.checkIn(4);
		await settled(ana);
		expect(await stands(ana)).toBe(false);
		await ana.feed.pull();
		expect(ana.checkins.theirs.value).toMatchObject([{ mood: 5 }]);
	});

	it("leaves it if the feed has begun anew", async () => {
		server.restoreAll((_key, body) => body);
		await ana.checkins.checkIn(4);
		await settled(ana);
		expect(await stands(ana)).toBe(false);
		await ana.feed.pull();
		expect(ana.checkins.latestMine.value).toMatchObject({ mood: 4, pending: false });
		expect(await stands(ana)).toBe(true);
	});

	it("moves it for a deletion", async () => {
		const id = await ana.checkins.checkIn(4);
		await settled(ana);
		await ana.checkins.undo(id);
		await settled(ana);
		expect(await missed(ana)).toEqual([]);
		expect(ana.checkins.latestMine.value).toBeNull();
	});
});

/** Whether a phone has seen its whole feed. */
async function stands(phone: Phone): Promise<boolean> {
	return (await phone.meta.readMeta("cursor")) === server.records.cursor(phone.session.ready().person_id);
}

/** What a phone would still fetch. */
async function missed(phone: Phone): Promise<unknown[]> {
	const cursor = (await phone.meta.readMeta("cursor")) ?? null;
	const page = server.records.changes(phone.session.ready().person_id, cursor, 200);
	return [...Object.values(page.records ?? {}).flat(), ...(Array.isArray(page.gone) ? page.gone : [])];
}
