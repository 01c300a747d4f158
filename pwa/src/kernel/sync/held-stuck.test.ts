import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, noted, onDisk, sendAtOnce, settled, stubPage, written } from "../../testing/stories";
import { run } from "../engine/engine";
import { lockNow, turnOffLock, turnOnLock, unlock } from "../lock/lock";
import { forgetKeys } from "../store/keyring";
import { locked } from "../store/locked";
import { settleOwn } from "./held";

// half a second for each try of a PIN would add up
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

const PIN = "271828";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	stop = new AbortController();
});

afterEach(async () => {
	await settleOwn();
	stop.abort();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Six seconds later, the app is opened again and sends. */
function reopen(): void {
	stop = new AbortController();
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6100 });
	sendAtOnce(phone, stop.signal);
}

/** Sends a check-in whose words the server then refuses; resolves with the number of the refused edit. */
async function refusedEdit(): Promise<number> {
	sendAtOnce(phone, stop.signal);
	const id = await phone.checkins.checkIn(2);
	await settled(phone);
	server.faults.push({ on: /check-ins/, as: { status: 422, code: "invalid" } });
	await phone.checkins.addDetails(id, { note: "Long words" });
	await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
	return phone.tray.tray.value[0]?.id ?? 0;
}

/** The roots of this phone's spaces are gone, as if their epoch had changed and the new one were on its way. */
async function loseRoots(): Promise<void> {
	await (await phone.local.local()).delete("keys", IDBKeyRange.bound("epoch/", "epoch/\uffff"));
	forgetKeys();
}

describe("keeping one's own version, where it cannot be sealed", () => {
	it("puts it back into the tray, and what waits behind it is sent", async () => {
		const seq = await refusedEdit();
		await phone.pauses.pause();
		await settled(phone);
		stop.abort();
		await phone.tray.holdKeepMine(seq);
		await phone.pauses.endPause("back");
		await loseRoots();
		reopen();
		await vi.waitFor(() => expect(written(server)).toContain("PUT /pauses/ID/end"));
		expect(phone.tray.tray.value).toMatchObject([{ id: seq, mine: { note: "Long words" } }]);
	});

	it("locks the app all the same", async () => {
		stubPage();
		// so that a lock can stop and start it
		run()();
		const seq = await refusedEdit();
		stop.abort();
		await turnOnLock(PIN);
		await phone.tray.holdKeepMine(seq);
		await loseRoots();
		await lockNow();
		expect(locked.value).toBe(true);
		expect(JSON.stringify(await onDisk(phone))).not.toContain("Long words");
		await unlock(PIN);
		expect(phone.tray.tray.value).toMatchObject([{ id: seq, mine: { note: "Long words" } }]);
		await turnOffLock(PIN);
		run()();
	});
});

describe("what was refused, where the clock was set meanwhile", () => {
	const HOUR = 3_600_000;

	function setClock(by: number): void {
		vi.useRealTimers();
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + by });
	}

	it("can be undone for its whole time, though the clock was ahead when it was written", async () => {
		setClock(HOUR);
		const seq = await refusedEdit();
		setClock(0);
		const undo = await phone.tray.holdDiscard(seq);
		await phone.outbox.flush(true);
		expect(await undo()).toBe(true);
		expect(phone.tray.tray.value).toMatchObject([{ id: seq }]);
	});

	it("is discarded in its time, though the clock was set back after that", async () => {
		setClock(-2 * HOUR);
		const seq = await refusedEdit();
		setClock(0);
		const undo = await phone.tray.holdDiscard(seq);
		setClock(-HOUR);
		await phone.outbox.flush(true);
		expect(await undo()).toBe(false);
		expect(phone.checkins.latestMine.value?.note).toBe("");
	});
});

describe("a deletion that the server refused", () => {
	it("waits in the tray again once its discarding is undone; discarded, it brings the record back", async () => {
		sendAtOnce(phone, stop.signal);
		const id = await noted(phone);
		await settled(phone);
		server.faults.push({ on: /DELETE/, as: { status: 403, code: "forbidden" } });
		await phone.checkins.remove(id);
		await settleOwn();
		await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
		const seq = phone.tray.tray.value[0]?.id ?? 0;
		const undo = await phone.tray.holdDiscard(seq);
		expect(phone.checkins.mine.value).toMatchObject([{ note: "Long words" }]);
		await undo();
		expect(phone.tray.tray.value).toMatchObject([{ id: seq }]);
		expect(phone.checkins.mine.value).toEqual([]);
		await phone.tray.holdDiscard(seq);
		await settleOwn();
		expect(phone.tray.tray.value).toEqual([]);
		expect(phone.checkins.mine.value).toMatchObject([{ note: "Long words" }]);
	});
});

describe("a deletion that cannot be stored when its time is over", () => {
	it("does not hold back what waits", async () => {
		sendAtOnce(phone, stop.signal);
		const id = await noted(phone);
		await settled(phone);
		stop.abort();
		await phone.pauses.pause();
		await phone.checkins.remove(id);
		const makeRoom = fillUp();
		reopen();
		await vi.waitFor(() => expect(written(server)).toContain("PUT /pauses/ID"));
		expect(phone.checkins.mine.value).toEqual([]);
		makeRoom();
	});
});
