/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { draftsOnDisk } from "../../testing/draft-rows";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, pair, stubPage } from "../../testing/stories";
import { moment } from "../browser/wall";
import { readServerTime } from "../store/clock";
import { dropDraft, keepDraft, writeDrafts } from "./draft-writing";
import { draftAt } from "./drafts";

const NOTE = { note: "Half a word of the canary" };
const DAY = 86_400_000;

let server: FakeServer;
let phone: Phone;

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
