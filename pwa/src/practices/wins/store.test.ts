import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet, pair } from "../../testing/stories";
import {
	addLine,
	appreciate,
	audience,
	latestTheirs,
	recordWin,
	removeWin,
	setAudience,
	type Win,
	wins,
} from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function newest(): Win {
	const [win] = wins.value;
	if (!win) throw new Error("no win");
	return win;
}

/** Past the time for Undo. */
async function later(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("../../kernel/store/clock")).look();
}

describe("a win", () => {
	it("is there at once, for oneself while alone, and takes a line", async () => {
		await ana(server);
		setAudience("us");
		await recordWin("hug");
		await recordWin("promise");
		await addLine(newest(), " Home at six. ");
		expect(wins.value.map(({ kind, line, audience }) => [kind, line, audience])).toEqual([
			["promise", "Home at six.", "me"],
			["hug", "", "me"],
		]);
	});

	it("is undone for both", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		setAudience("us");
		const id = await recordWin("hug");
		await meet(first);
		await meet(ben);
		expect(latestTheirs.value?.kind).toBe("hug");
		await first.wake();
		await removeWin({ id });
		await later();
		await meet(first);
		await meet(ben);
		expect(wins.value).toEqual([]);
	});

	it("is for oneself until it is said to be for both", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		expect(audience.value).toBe("me");
		await recordWin("hug");
		await meet(first);
		await meet(ben);
		expect(wins.value).toEqual([]);
	});
});

describe("an appreciation", () => {
	it("hangs on the win, the latest counts, and it can be undone before it is sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		setAudience("us");
		await recordWin("honest");
		await meet(first);
		await meet(ben);
		const undo = await appreciate(newest(), "hug");
		expect(newest().appreciation?.kind).toBe("hug");
		expect(await undo()).toBe(true);
		expect(newest().appreciation).toBeNull();
		await appreciate(newest(), "own", "That took courage.");
		await later();
		await meet(ben);
		await appreciate(newest(), "time", "Tonight?");
		vi.setSystemTime(Date.now() + 7000);
		(await import("../../kernel/store/clock")).look();
		await meet(ben);
		await meet(first);
		expect(newest().appreciation).toMatchObject({ kind: "time", line: "Tonight?" });
	});
});
