/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, pair } from "../../testing/stories";
import { moment } from "../browser/wall";
import { run } from "../engine/engine";
import { lockNow, turnOffLock, turnOnLock, unlock } from "../lock/lock";
import { readServerTime } from "../store/clock";
import { locked } from "../store/locked";
import type { DraftRow } from "../store/meta";
import { draftRows } from "../store/rows";
import { dropDraft, keepDraft, writeDrafts } from "./draft-writing";
import { draftAt, held } from "./drafts";

const PIN = "271828";
const NOTE = { note: "Half a word of the canary" };
const DAY = 86_400_000;

let server: FakeServer;
let phone: Phone;

// half a second for each try of a PIN would add up
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

beforeEach(async () => {
	vi.stubGlobal(
		"EventSource",
		class extends EventTarget {
			close(): void {}
		},
	);
	vi.stubGlobal("document", new EventTarget());
	vi.stubGlobal("window", new EventTarget());
	vi.stubGlobal("addEventListener", () => undefined);
	server = new FakeServer();
	phone = await ana(server);
});

// keeps the stubbed globals: a stopped engine may still have work under way
afterEach(() => vi.useRealTimers());

/** Starts the app again on the same phone. */
const reload = () => phone.wake();

async function rows(): Promise<readonly DraftRow[]> {
	// only draft-box.ts writes these rows
	return (await (await phone.local.local()).getAll("meta", draftRows())) as DraftRow[];
}

async function everything(): Promise<string> {
	const db = await phone.local.local();
	const stores = ["records", "outbox", "meta"] as const;
	const found = await Promise.all(stores.map(async (name) => [await db.getAllKeys(name), await db.getAll(name)]));
	const bytes = (await rows()).map(({ box }) => new TextDecoder("latin1").decode(box.ct));
	return JSON.stringify([found, bytes]);
}

describe("a draft", () => {
	it("is there again when the app starts anew, sealed meanwhile, and says nothing of what it is about", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const lies = await everything();
		for (const word of ["canary", "note", "check-in"]) expect(lies).not.toContain(word);
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});

	it("is written by itself, soon after it was typed, as it was typed last", async () => {
		for (const note of ["a", "a b", "a b c"]) keepDraft("check-in/1", { note });
		await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
		await reload();
		expect(draftAt("check-in/1")).toEqual({ note: "a b c" });
	});

	it("is gone at once when it is saved or discarded, and undo brings it back", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const undo = dropDraft("check-in/1");
		await vi.waitFor(async () => expect(await rows()).toEqual([]));
		expect(draftAt("check-in/1")).toBeUndefined();
		undo();
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});

	it("that was discarded does not come back over what was typed since", async () => {
		keepDraft("check-in/1", NOTE);
		const undo = dropDraft("check-in/1");
		keepDraft("check-in/1", { note: "Another" });
		undo();
		expect(draftAt("check-in/1")).toEqual({ note: "Another" });
	});

	it("is kept for thirty days after it was last typed in", async () => {
		vi.useFakeTimers({ toFake: ["Date"] });
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		vi.setSystemTime(Date.now() + 29 * DAY);
		await phone.forgetting.forgetOver(Date.now());
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
		// a minute more, since the server's clock goes on while this one stands
		vi.setSystemTime(Date.now() + DAY + 60_000);
		await phone.forgetting.forgetOver(Date.now());
		await reload();
		expect(draftAt("check-in/1")).toBeUndefined();
		expect(await rows()).toEqual([]);
	});

	it("outlasts a server whose clock is a year ahead", async () => {
		keepDraft("check-in/1", NOTE);
		await phone.forgetting.forgetOver(Date.now() + 365 * DAY);
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});

	it("outlasts the end of a clock that was behind while it was typed: the server's, or this phone's", async () => {
		const now = Date.now();
		vi.useFakeTimers({ toFake: ["Date"] });
		for (const [behind, by] of [
			["server", -365 * DAY],
			["phone", 365 * DAY],
		] as const) {
			vi.setSystemTime(behind === "server" ? now : now - 365 * DAY);
			await readServerTime(Date.now() + by, moment());
			keepDraft(`check-in/${behind}`, NOTE);
			vi.setSystemTime(now);
			await readServerTime(now, moment());
			await phone.forgetting.forgetOver();
			expect(draftAt(`check-in/${behind}`)).toEqual(NOTE);
		}
	});

	it("outlasts a start with a clock that is a year ahead", async () => {
		keepDraft("check-in/1", NOTE);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 365 * DAY });
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});

	it("is one of fifty at most: the one that was typed in longest ago goes", async () => {
		for (let count = 0; count < 50; count++) keepDraft(`ask/${count}`, { line: `${count}` });
		keepDraft("ask/0", { line: "again" });
		keepDraft("ask/50", { line: "50" });
		await writeDrafts();
		await reload();
		expect(await rows()).toHaveLength(50);
		expect([draftAt("ask/0"), draftAt("ask/1"), draftAt("ask/50")]).toEqual([
			{ line: "again" },
			undefined,
			{ line: "50" },
		]);
	});

	it("never reaches the server", async () => {
		const { ben } = await pair(server);
		keepDraft("ask/talk", NOTE);
		await writeDrafts();
		await ben.profiles.saveName("Ben");
		await meet(ben);
		expect(server.written()).not.toEqual([]);
		expect(JSON.stringify(server.heard)).not.toContain("canary");
	});

	it("that began in two tabs at once is the later one, and lies there once", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		keepDraft("check-in/1", { note: "in one tab" });
		await writeDrafts();
		phone.drafts.forgetDrafts();
		vi.setSystemTime(Date.now() + 1000);
		keepDraft("check-in/1", { note: "in another" });
		await writeDrafts();
		expect(await rows()).toHaveLength(2);
		await reload();
		expect(draftAt("check-in/1")).toEqual({ note: "in another" });
		expect(await rows()).toHaveLength(1);
	});
});

describe("a draft in two tabs", () => {
	it("is followed in each, and gone from both", async () => {
		const heard: unknown[] = [];
		const other = new BroadcastChannel("twofold");
		other.onmessage = ({ data }) => heard.push(data);
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		dropDraft("check-in/1");
		await vi.waitFor(() => expect(heard).toHaveLength(2));
		expect(heard).toMatchObject([
			{ type: "draft", id: "check-in/1", draft: { words: NOTE } },
			{ type: "draft", id: "check-in/1", draft: null },
		]);
		other.close();
		const draft = { words: NOTE, at: Date.now(), row: "draft/1" } as const;
		phone.drafts.followDraft({ type: "draft", id: "check-in/1", draft });
		expect(draftAt("check-in/1")).toEqual(NOTE);
		phone.drafts.followDraft({ type: "draft", id: "check-in/1", draft: null });
		expect(draftAt("check-in/1")).toBeUndefined();
	});
});

describe("the drafts of a person", () => {
	it("are gone with their account on this phone, for whoever starts next", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		const undo = dropDraft("ask/talk");
		keepDraft("ask/talk", NOTE);
		const undoLast = dropDraft("ask/talk");
		await phone.signOut.signOut();
		undo();
		undoLast();
		expect([draftAt("check-in/1"), draftAt("ask/talk")]).toEqual([undefined, undefined]);
		await phone.identity.start();
		await reload();
		expect([draftAt("check-in/1"), draftAt("ask/talk")]).toEqual([undefined, undefined]);
		expect(await rows()).toEqual([]);
	});

	it("are gone when the account is deleted", async () => {
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		await phone.signOut.eraseMine();
		expect(draftAt("check-in/1")).toBeUndefined();
		expect(await rows()).toEqual([]);
	});
});

describe("drafts on a phone without room", () => {
	it("stay in memory, and are written with the next", async () => {
		const makeRoom = fillUp();
		keepDraft("check-in/1", NOTE);
		await writeDrafts();
		expect(draftAt("check-in/1")).toEqual(NOTE);
		makeRoom();
		keepDraft("ask/talk", { line: "More" });
		await writeDrafts();
		await reload();
		expect(draftAt("check-in/1")).toEqual(NOTE);
	});
});

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
