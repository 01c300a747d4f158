import { expect, it } from "vitest";
import { keepCheckIn } from "../../../testing/check-ins";
import { ana } from "../../../testing/paired";
import { type Found, MOST, search } from "./search";

const DAY = 86_400_000;

async function found(typed: string, stop = new AbortController().signal): Promise<readonly Found[]> {
	const told: Found[] = [];
	await search(typed, (so) => told.push(so), stop);
	return told;
}

async function ids(typed: string): Promise<readonly string[]> {
	return (await found(typed)).at(-1)?.checkIns.map(({ id }) => id) ?? [];
}

it("finds your own notes and feelings of any age, newest first, however they are written", async () => {
	const now = Date.now();
	const old = await keepCheckIn(ana, { at: now - 900 * DAY, note: "A long Talk about the garden" });
	const felt = await keepCheckIn(ana, { at: now - 2 * DAY, feelings: ["on_edge", "far away"] });
	const shared = await keepCheckIn(ana, { at: now - DAY, note: "the talk, again", audience: "us" });
	expect(await ids("TALK")).toEqual([shared, old]);
	expect(await ids(" garden  talk ")).toEqual([old]);
	expect(await ids("on edge")).toEqual([felt]);
	expect(await ids("far")).toEqual([felt]);
	expect(await ids("quarrel")).toEqual([]);
});

it("does not search what the partner wrote", async () => {
	const author_id = ana.session.ready().couple?.partner_id ?? "";
	await keepCheckIn(ana, { at: Date.now() - DAY, note: "the garden", audience: "us", author_id });
	expect(await ids("garden")).toEqual([]);
});

it("tells what it has after each page, and stops when there is enough", async () => {
	const now = Date.now();
	for (let days = 1; days <= 250; days++)
		await keepCheckIn(ana, { at: now - days * DAY, note: days > 205 || days === 3 ? "garden" : "" });
	const told = await found("garden");
	expect(told[0]).toMatchObject({ done: false });
	expect(told[0]?.checkIns).toHaveLength(1);
	expect(told.at(-1)).toMatchObject({ done: true });
	expect(told.at(-1)?.checkIns.length).toBeGreaterThan(MOST);
});

it("tells nothing once the words have changed", async () => {
	await keepCheckIn(ana, { at: Date.now() - DAY, note: "garden" });
	const stop = new AbortController();
	stop.abort();
	expect(await found("garden", stop.signal)).toEqual([]);
});
