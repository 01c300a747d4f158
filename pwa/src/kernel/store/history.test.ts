import { expect, it } from "vitest";
import { CHECK_INS } from "../../practices/checkins/kinds";
import { keepCheckIn } from "../../testing/check-ins";
import { ana } from "../../testing/paired";
import { meet } from "../../testing/stories";
import { history, spaceOf, withId } from "./history";
import { showLocked } from "./locked";
import type { Shown } from "./records";

const DAY = 86_400_000;

/** A check-in as the server has it, made so many days ago. */
function keep(days: number): Promise<string> {
	return keepCheckIn(ana, { at: Date.now() - days * DAY });
}

async function read(from: number, to: number, size?: number): Promise<readonly (readonly string[])[]> {
	const now = Date.now();
	const pages: (readonly Shown[])[] = [];
	for await (const page of history(CHECK_INS, now - from * DAY, now - to * DAY, size)) pages.push(page);
	return pages.map((page) => page.map(({ id }) => id));
}

it("reads what memory does not hold, newest first, page by page", async () => {
	const ids = [];
	for (const days of [400, 300, 200, 100, 1]) ids.unshift(await keep(days));
	await ana.records.fillTables();
	expect(ana.checkins.mine.value.map(({ id }) => id)).toEqual(ids.slice(0, 1));
	expect(await read(500, 0, 2)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
	expect(await read(350, 150)).toEqual([ids.slice(2, 4)]);
	expect(await read(90, 10)).toEqual([]);
});

it("has what is not sent yet, and not what is being deleted", async () => {
	const kept = await ana.checkins.checkIn(2);
	const deleted = await ana.checkins.checkIn(4);
	const undo = await ana.checkins.remove(deleted);
	expect(await read(1, -1)).toEqual([[kept]]);
	await undo();
	expect(await read(1, -1)).toEqual([[deleted, kept]]);
	await meet(ana);
	expect(await read(1, -1)).toEqual([[deleted, kept]]);
});

it("tells of a change to an old record without holding it in memory", async () => {
	const id = await keep(400);
	const { person_id } = ana.session.ready();
	const before = ana.records.table(CHECK_INS.name).value;
	await ana.records.rereadRows([[person_id, CHECK_INS.name, id]]);
	const after = ana.records.table(CHECK_INS.name).value;
	expect(after).not.toBe(before);
	expect([...after.values()].map((row) => row.id)).not.toContain(id);
});

it("opens nothing while the app is locked", async () => {
	await keep(100);
	showLocked(true);
	expect(await read(500, 0)).toEqual([]);
	showLocked(false);
	expect(await read(500, 0)).toHaveLength(1);
});

it("finds one record of any age by its id, and none that is being deleted or while the app is locked", async () => {
	const id = await keep(400);
	expect((await withId(CHECK_INS, id)).map((one) => one.id)).toEqual([id]);
	expect(await spaceOf(CHECK_INS, id)).toBe(ana.session.ready().person_id);
	showLocked(true);
	expect(await withId(CHECK_INS, id)).toEqual([]);
	showLocked(false);
	await ana.checkins.remove(id);
	expect(await withId(CHECK_INS, id)).toEqual([]);
	await expect(spaceOf(CHECK_INS, id)).rejects.toThrow();
});
