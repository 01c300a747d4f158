import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { draftsOnDisk } from "../../testing/draft-rows";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, onDisk, pair, stubPage, written } from "../../testing/stories";
import { dropDraft, keepDraft } from "../drafts/draft-writing";
import { draftAt } from "../drafts/drafts";
import { run } from "../engine/engine";
import { readPush, toldOf } from "../push/notice";
import { lock, locked } from "../store/locked";
import { checkPin, loadLock, lockNow, setIdleMinutes, turnOffLock, turnOnLock, unlock } from "./lock";
import { waitAfter } from "./locking";

const PIN = "271828";

let server: FakeServer;

// half a second for each try would add up; stretching.test.ts tests the number of rounds
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

beforeEach(() => {
	server = new FakeServer();
	stubPage();
	// so that a lock can stop and start it
	run()();
});

afterEach(async () => {
	if (locked.value) await unlock(PIN);
	if (lock.value) await turnOffLock(PIN);
	run()();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** Everything in IndexedDB, keys only by their names. */
async function allOnDisk(phone: Phone): Promise<string> {
	const db = await phone.local.local();
	return JSON.stringify([...(await onDisk(phone)), await db.getAllKeys("keys")]);
}

describe("a locked phone", () => {
	it("has no words, no requests and no roots lying about, and has them all again when it is opened", async () => {
		const phone = await ana(server);
		await phone.checkins.checkIn(4);
		await phone.profiles.saveName("Ana of the canary");
		await turnOnLock(PIN);
		await lockNow();
		expect(locked.value).toBe(true);
		const away = await allOnDisk(phone);
		expect(away).not.toContain("canary");
		expect(JSON.parse(away)).toEqual([[], [], ["device", "signing"]]);
		expect(phone.checkins.latestMine.value).toBeNull();
		expect(phone.status.waitingToSend.value).toBe(0);
		await unlock(PIN);
		expect(await allOnDisk(phone)).toContain("canary");
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4 });
		await meet(phone);
		expect(phone.tray.tray.value).toEqual([]);
		expect(server.records.kept.size).toBe(2);
	});

	it("can ask for a pause and end it, and tells both", async () => {
		const { ana: first, ben } = await pair(server);
		await ben.wake();
		await turnOnLock(PIN);
		await lockNow();
		await ben.pauses.pause({ minutes: 20 });
		expect(ben.pauses.myPause.value).toMatchObject({ state: "running" });
		await vi.waitFor(() => expect(server.written()).toHaveLength(1));
		await vi.waitFor(() => expect(ben.status.waitingToSend.value).toBe(0));
		await ben.pauses.endPause("back");
		expect(ben.pauses.myPause.value).toBeNull();
		await vi.waitFor(() => expect(ben.status.waitingToSend.value).toBe(0));
		await unlock(PIN);
		expect(ben.pauses.myPause.value).toBeNull();
		await meet(first);
		expect(first.pauses.theirReturn.value).toMatchObject({ how: "back" });
		await ben.wake();
	});

	it("shows that a pause runs, without its line", async () => {
		const { ben } = await pair(server);
		await ben.pauses.pause({ minutes: 20, line: "A walk of the canary" });
		await turnOnLock(PIN);
		await lockNow();
		expect(ben.pauses.myPause.value).toMatchObject({ state: "running", line: null });
		expect(await allOnDisk(ben)).not.toContain("canary");
		await unlock(PIN);
		await vi.waitFor(() => expect(ben.pauses.myPause.value).toMatchObject({ line: "A walk of the canary" }));
	});

	it("fetches nothing", async () => {
		const { ana: first, ben } = await pair(server);
		await ben.wake();
		await turnOnLock(PIN);
		await lockNow();
		server.heard.length = 0;
		await ben.feed.pull();
		expect(server.heard.map(({ path }) => path)).not.toContain("/changes");
		await unlock(PIN);
		await ben.feed.pull();
		expect(server.heard.map(({ path }) => path)).toContain("/changes");
		expect(first.name).toBe("ana");
	});

	it("starts locked, and puts away what a page that was left at once let lie", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		await lockNow();
		await unlock(PIN);
		await phone.profiles.saveName("Ana of the canary");
		(await import("./unlocked")).endUnlocked();
		await loadLock();
		expect(locked.value).toBe(true);
		expect(await allOnDisk(phone)).not.toContain("canary");
		expect(phone.profiles.myName.value).toBeNull();
		await unlock(PIN);
		expect(phone.profiles.myName.value).toBe("Ana of the canary");
	});

	it("says nothing on the lock screen of the phone", async () => {
		const { ben } = await pair(server);
		await ben.meta.writeMeta("discreet", false);
		const notice = { notice: "n", kind: "check_in", space_id: "s", record_kind: "check_ins", record_id: "r" };
		const push = readPush({ notification: { title: "Reminder" }, twofold: notice }, "https://twofold.example");
		expect(await toldOf(push, Date.now())).not.toBeNull();
		await turnOnLock(PIN);
		expect(await toldOf(push, Date.now())).toBeNull();
	});
});

describe("what is being typed when the app locks", () => {
	it("is sealed, and there again with the PIN", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		keepDraft("check-in/1", { note: "Half a word of the canary" });
		await lockNow();
		dropDraft("check-in/1");
		keepDraft("check-in/1", { note: "too late" });
		expect(draftAt("check-in/1")).toBeUndefined();
		const [box] = await draftsOnDisk(phone);
		expect(new TextDecoder("latin1").decode(box?.box.ct)).not.toContain("canary");
		expect(box?.to).toBe("lock");
		await unlock(PIN);
		expect(draftAt("check-in/1")).toEqual({ note: "Half a word of the canary" });
		dropDraft("check-in/1");
		await lockNow();
		expect(await draftsOnDisk(phone)).toEqual([]);
		expect(server.records.kept.size).toBe(0);
	});

	it("goes with all else when the phone is wiped", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		keepDraft("ask/talk", { line: "Half a word" });
		await lockNow();
		await phone.signOut.signOut();
		keepDraft("ask/talk", { line: "Another half" });
		await phone.signOut.signOut();
		expect(draftAt("ask/talk")).toBeUndefined();
		expect(await draftsOnDisk(phone)).toEqual([]);
	});
});

describe("a phone without room", () => {
	it("is closed all the same, keeps what was typed, and checks no PIN whose tries it cannot count", async () => {
		const phone = await ana(server);
		await phone.checkins.checkIn(4);
		await turnOnLock(PIN);
		keepDraft("check-in/1", { note: "Half a word" });
		const makeRoom = fillUp();
		await lockNow();
		expect(locked.value).toBe(true);
		expect(phone.checkins.latestMine.value).toBeNull();
		for (const tried of ["000000", PIN]) await expect(unlock(tried)).rejects.toMatchObject({ code: "not_counted" });
		expect(locked.value).toBe(true);
		makeRoom();
		await unlock(PIN);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4 });
		expect(draftAt("check-in/1")).toEqual({ note: "Half a word" });
		dropDraft("check-in/1");
	});

	it("asks for a pause and ends it while it is locked", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		await lockNow();
		const makeRoom = fillUp();
		await phone.pauses.pause({ minutes: 20 });
		expect(phone.pauses.myPause.value).toMatchObject({ state: "running" });
		await phone.pauses.endPause("back");
		expect(written(server)).toEqual(["PUT /pauses/ID", "PUT /pauses/ID/end"]);
		makeRoom();
	});
});

describe("the PIN", () => {
	it("is refused where it is wrong, more slowly each time, and nothing is wiped", async () => {
		const phone = await ana(server);
		await phone.checkins.checkIn(4);
		await turnOnLock(PIN);
		await lockNow();
		for (let tries = 0; tries < 5; tries++) await expect(unlock("000000")).rejects.toMatchObject({ code: "wrong_pin" });
		await expect(unlock(PIN)).rejects.toMatchObject({ code: "wait" });
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
		await unlock(PIN);
		expect(phone.checkins.latestMine.value).toMatchObject({ mood: 4 });
		expect(await phone.meta.readMeta("lock")).toMatchObject({ failures: 0 });
	});

	it("is asked for before the lock is given up", async () => {
		await ana(server);
		await turnOnLock(PIN);
		await setIdleMinutes(15);
		await expect(turnOffLock("000000")).rejects.toMatchObject({ code: "wrong_pin" });
		expect(lock.value).toEqual({ idle_minutes: 15 });
		await turnOffLock(PIN);
		expect(lock.value).toBeNull();
		await lockNow();
		expect(locked.value).toBe(false);
	});

	it("is asked for while the app is open too, with the same patience", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		await expect(checkPin("000000")).rejects.toMatchObject({ code: "wrong_pin" });
		expect(await phone.meta.readMeta("lock")).toMatchObject({ failures: 1 });
		await checkPin(PIN);
		expect(await phone.meta.readMeta("lock")).toMatchObject({ failures: 0 });
		expect(locked.value).toBe(false);
	});

	it("goes with everything else when the phone is wiped", async () => {
		const phone = await ana(server);
		await turnOnLock(PIN);
		await lockNow();
		await phone.signOut.signOut();
		expect([locked.value, lock.value, phone.session.session.value.state]).toEqual([false, null, "none"]);
		expect(await phone.meta.readMeta("boxes")).toBeUndefined();
		expect(await phone.meta.readMeta("lock")).toBeUndefined();
	});

	it("has four tries without a wait, then half a minute, doubling", () => {
		expect([1, 4, 5, 6, 7, 20].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 120_000, 900_000]);
	});
});
