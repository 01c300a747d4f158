import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { draftsOnDisk } from "../../testing/draft-rows";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, stubPage } from "../../testing/stories";
import { run } from "../engine/engine";
import { lockNow, turnOffLock, turnOnLock, unlock } from "../lock/lock";
import { locked } from "../store/locked";
import { draftRows } from "../store/rows";
import { keepDraft, writeDrafts } from "./draft-writing";
import { draftAt, held } from "./drafts";

const PIN = "271828";
const NOTE = { note: "Half a word of the canary" };

let server: FakeServer;
let phone: Phone;

// half a second for each try of a PIN would add up
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

beforeEach(async () => {
	stubPage();
	server = new FakeServer();
	phone = await ana(server);
});

// keeps the stubbed globals: a stopped engine may still have work under way
afterEach(() => vi.useRealTimers());

/** Starts the app again on the same phone. */
const reload = () => phone.wake();

const rows = () => draftsOnDisk(phone);

describe("drafts behind a lock", () => {
	// so that a lock can stop and start it
	beforeEach(() => run()());

	afterEach(async () => {
		if (locked.value) await unlock(PIN);
		await turnOffLock(PIN);
		run()();
	});

	it("lie sealed to it from the moment it is set, also while the app is open", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		await turnOnLock(PIN);
		keepDraft("ask/talk", { line: "More" });
		await writeDrafts();
		expect((await rows()).map(({ to }) => to)).toEqual(["lock", "lock"]);
		await lockNow();
		expect([draftAt("check-in/1"), draftAt("ask/talk")]).toEqual([undefined, undefined]);
		await reload();
		expect(draftAt("check-in/1")).toBeUndefined();
		await unlock(PIN);
		expect([draftAt("check-in/1"), draftAt("ask/talk")]).toEqual([NOTE, { line: "More" }]);
	});

	it("lie sealed to the phone again once it is taken away", async () => {
		await turnOnLock(PIN);
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		await turnOffLock(PIN);
		expect((await rows()).map(({ to }) => to)).toEqual(["phone"]);
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
		await turnOnLock(PIN);
	});

	it("stay where this tab could not load them, and the lock is taken away", async () => {
		await turnOnLock(PIN);
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		held.value = new Map();
		await turnOffLock(PIN);
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
		await turnOnLock(PIN);
	});

	it("stay where they are written while the lock is taken away", async () => {
		await turnOnLock(PIN);
		const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
		vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...what) => {
			await turnOffLock(PIN);
			return encrypt(...what);
		});
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		expect((await rows()).map(({ to }) => to)).toEqual(["phone"]);
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
		await turnOnLock(PIN);
	});

	it("stay where another tab writes them while the lock is taken away", async () => {
		await turnOnLock(PIN);
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
		const seal = vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...what) => {
			seal.mockRestore();
			keepDraft("ask/talk", { line: "More" });
			await writeDrafts();
			return encrypt(...what);
		});
		await turnOffLock(PIN);
		await reload();
		expect([draftAt("check-in/1"), draftAt("ask/talk")]).toEqual([NOTE, { line: "More" }]);
		await turnOnLock(PIN);
	});

	it("and the lock stay together where nothing can be stored", async () => {
		await turnOnLock(PIN);
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
		let makeRoom = (): void => undefined;
		vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...what) => {
			makeRoom = fillUp();
			return encrypt(...what);
		});
		await expect(turnOffLock(PIN)).rejects.toThrow();
		makeRoom();
		expect((await rows()).map(({ to }) => to)).toEqual(["lock"]);
		await lockNow();
		await unlock(PIN);
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});

	it("that another tab wrote while it was being set are sealed to it when the app locks", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const db = await phone.local.local();
		const [name = ""] = await db.getAllKeys("meta", draftRows());
		const [box] = await rows();
		await turnOnLock(PIN);
		await db.put("meta", box, name);
		await lockNow();
		expect((await rows()).map(({ to }) => to)).toEqual(["lock"]);
		await unlock(PIN);
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});
});
