import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, noted, pair, sendAtOnce, settled, stubPage, written } from "../../testing/stories";
import { run } from "../engine/engine";
import { exchange } from "../http/http";
import { lockNow, turnOnLock } from "../lock/lock";
import { locked } from "../store/locked";
import { settleOwn } from "./held";

// half a second for each try of a PIN would add up
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

const PIN = "271828";
const WISH = { area: "talk", line: "Long words", wants_at: null, lasts: 3_600_000 } as const;

let server: FakeServer;
let stop: AbortController;

beforeEach(() => {
	server = new FakeServer();
	stop = new AbortController();
	stubPage();
	// so that a lock can stop and start it
	run()();
});

afterEach(async () => {
	await settleOwn();
	stop.abort();
	run()();
	// the globals stay stubbed, since what the engine has begun may still ask the server
	(await import("../store/locked")).showLocked(false);
});

describe("what the outbox may not send", () => {
	let ben: Phone;

	beforeEach(async () => {
		({ ben } = await pair(server));
		await turnOnLock(PIN);
		await ben.asks.ask(WISH);
	});

	it("is not sent by the lock to a partner whom this person has left", async () => {
		server.faults.push({ on: /leaving/, as: "down" });
		await ben.leaving.leave();
		await lockNow();
		expect(locked.value).toBe(true);
		expect(written(server)).not.toContain("PUT /asks/ID");
	});

	it("is not sent by the lock during a resync", async () => {
		await ben.meta.writeMeta("resync", 1);
		await lockNow();
		expect(locked.value).toBe(true);
		expect(written(server)).not.toContain("PUT /asks/ID");
	});
});

describe("a deletion that could not be stored", () => {
	let phone: Phone;

	beforeEach(async () => {
		phone = await ana(server);
		sendAtOnce(phone, stop.signal);
		await noted(phone);
		await settled(phone);
		await turnOnLock(PIN);
	});

	it("is sent when the app locks", async () => {
		const makeRoom = fillUp();
		await phone.checkins.remove(phone.checkins.mine.value[0]?.id ?? "");
		await lockNow();
		await vi.waitFor(() => expect(server.records.kept.size).toBe(0));
		makeRoom();
	});

	it("does not show its words in the locked app, though it could not be sent either", async () => {
		const makeRoom = fillUp();
		await phone.checkins.remove(phone.checkins.mine.value[0]?.id ?? "");
		const slow = Promise.withResolvers<void>();
		server.gate = (line) => (line.startsWith("DELETE") ? slow.promise : undefined);
		server.faults.push({ on: /DELETE/, as: "lost" });
		await lockNow();
		slow.resolve();
		// once this is answered, the phone knows that the other answer was lost
		await exchange("GET", "/session", null);
		expect(locked.value).toBe(true);
		expect([...phone.records.table("check_ins").value.values()]).toEqual([]);
		makeRoom();
	});
});
