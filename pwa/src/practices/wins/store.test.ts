import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { history } from "../../kernel/store/history";
import { firstIdAt } from "../../kernel/store/ids";
import type { Kind } from "../../kernel/store/practice";
import type { Shown } from "../../kernel/store/records";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet, pair } from "../../testing/stories";
import { APPRECIATIONS, WINS } from "./kinds";
import { addLine, appreciate, audience, latestTheirs, recordWin, removeWin, type Win, winsIn } from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function wins(): Promise<readonly Win[]> {
	return winsIn(await all(WINS), await all(APPRECIATIONS));
}

async function all(kind: Kind): Promise<readonly Shown[]> {
	const found: Shown[] = [];
	for await (const page of history(kind)) found.push(...page);
	return found;
}

async function newest(): Promise<Win> {
	const [win] = await wins();
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
		await audience.choose("us");
		await recordWin("hug");
		await recordWin("promise");
		await addLine(await newest(), " Home at six. ");
		expect((await wins()).map(({ kind, line, audience }) => [kind, line, audience])).toEqual([
			["promise", "Home at six.", "me"],
			["hug", "", "me"],
		]);
	});

	it("is undone for both", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await audience.choose("us");
		const id = await recordWin("hug");
		await meet(first);
		await meet(ben);
		expect(latestTheirs.value?.kind).toBe("hug");
		await first.wake();
		await removeWin(id);
		await later();
		await meet(first);
		await meet(ben);
		expect(await wins()).toEqual([]);
	});

	it("is for oneself until it is said to be for both", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		expect(audience.now.value).toBe("me");
		await recordWin("hug");
		await meet(first);
		await meet(ben);
		expect(await wins()).toEqual([]);
	});
});

describe("an appreciation", () => {
	it("hangs on the win, the latest counts, and it can be undone before it is sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await audience.choose("us");
		await recordWin("honest");
		await meet(first);
		await meet(ben);
		const undo = await appreciate(await newest(), "hug");
		expect((await newest()).appreciation?.kind).toBe("hug");
		expect(await undo()).toBe(true);
		expect((await newest()).appreciation).toBeNull();
		await appreciate(await newest(), "own", "That took courage.");
		await later();
		await meet(ben);
		await appreciate(await newest(), "time", "Tonight?");
		vi.setSystemTime(Date.now() + 7000);
		(await import("../../kernel/store/clock")).look();
		await meet(ben);
		await meet(first);
		expect((await newest()).appreciation).toMatchObject({ kind: "time", line: "Tonight?" });
	});

	it("is that of the partner of now, whatever an earlier account said to the win", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await audience.choose("us");
		const id = await recordWin("hug");
		await meet(first);
		await meet(ben);
		await appreciate(await newest(), "time");
		await later();
		await meet(ben);
		await meet(first);
		const theirs = await (await first.local.local()).getAllFromIndex("records", "kind");
		const row = theirs.find(({ kind }) => kind === APPRECIATIONS.name);
		if (!row?.view) throw new Error("no appreciation");
		const before = `${id}/ffffffff-ffff-7000-8000-000000000000`;
		const earlier = {
			...row,
			id: before,
			view: { ...row.view, author_id: before.split("/")[1] ?? "", words: { says: "hug" } },
		};
		await (await first.local.local()).put("records", earlier);
		expect((await newest()).appreciation).toMatchObject({ kind: "time", by_me: false });
	});
});

it("lists the newest day first, and within a day yours first, so that the order tells no time", async () => {
	const { ana: first } = await pair(server);
	await first.wake();
	const { person_id, couple } = first.session.ready();
	const noon = new Date(2026, 5, 10, 12).getTime();
	const made = (hours: number, author_id: string | undefined): Shown => ({
		...{ edit: 1, fields: {}, pending: false, stuck: false, problem: null, read_only: false },
		...{ id: firstIdAt(noon + hours * 3_600_000), space_id: couple?.id ?? "", words: { kind: "hug" } },
		author_id: author_id ?? null,
	});
	const listed = winsIn(
		[
			made(-26, person_id),
			made(0, person_id),
			made(1, couple?.partner_id),
			made(2, person_id),
			made(3, couple?.partner_id),
		],
		[],
	);
	expect(listed.map(({ by_me, at }) => [by_me, (at - noon) / 3_600_000])).toEqual([
		[true, 2],
		[true, 0],
		[false, 3],
		[false, 1],
		[true, -26],
	]);
});
