import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, noted, sendAtOnce, settled, written } from "../../testing/stories";
import { sendOwn, settleOwn } from "./held";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;
let id: string;

/** A phone with a check-in that the server has. */
beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	stop = new AbortController();
	sendAtOnce(phone, stop.signal);
	id = await noted(phone);
	await settled(phone);
	stop.abort();
});

afterEach(async () => {
	await settleOwn();
	vi.unstubAllGlobals();
});

const deletions = () => written(server).filter((line) => line.startsWith("DELETE"));

describe("when the page closes", () => {
	it("sends a deletion that could not be stored", async () => {
		const makeRoom = fillUp();
		await phone.checkins.remove(id);
		await sendOwn();
		expect(deletions()).toEqual(["DELETE /check-ins/ID"]);
		makeRoom();
	});

	it("sends nothing that another tab has carried out", async () => {
		await phone.checkins.remove(id);
		await (await phone.local.local()).clear("outbox");
		await phone.queue.rereadQueue();
		await sendOwn();
		expect(deletions()).toEqual([]);
	});
});

/** The phone is wiped, and somebody else starts on it. */
async function startAgain(): Promise<void> {
	await phone.signOut.wipe();
	phone.jar.token = null;
	await phone.identity.start();
}

describe("once the phone was wiped", () => {
	it.each(["stored", "not stored"])("sends and undoes nothing of the earlier account (%s)", async (how) => {
		const makeRoom = how === "stored" ? (): void => undefined : fillUp();
		const undo = await phone.checkins.remove(id);
		makeRoom();
		await startAgain();
		await sendOwn();
		await settleOwn();
		expect(await undo()).toBe(false);
		expect(deletions()).toEqual([]);
		expect(phone.checkins.mine.value).toEqual([]);
	});

	it("does not take a request of the next account for a deletion of the earlier one", async () => {
		await phone.checkins.remove(id);
		const number = phone.queue.queue.value[0]?.seq ?? 0;
		await startAgain();
		for (let written = 0; written < number; written++) await phone.checkins.checkIn(2);
		await phone.checkins.remove(phone.checkins.mine.value.at(-1)?.id ?? "");
		await sendOwn();
		expect(deletions()).toEqual([]);
	});
});
