import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { history } from "../../kernel/store/history";
import type { Shown } from "../../kernel/store/records";
import { keptIn, removeKept } from "../../kernel/sync/kept-for-me";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet } from "../../testing/stories";
import { JOURNAL_PAGES } from "./kinds";
import { changePage, keepPage, type OwnPage, PAGES } from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

async function mine(): Promise<readonly OwnPage[]> {
	const found: Shown[] = [];
	for await (const page of history(JOURNAL_PAGES)) found.push(...page);
	return keptIn(PAGES, found).mine;
}

const texts = async () => (await mine()).map(({ text }) => text);
const newest = async () => there((await mine())[0]);

function there<Page>(page: Page | null | undefined): Page {
	if (!page) throw new Error("no such page");
	return page;
}

describe("a page", () => {
	it("is there at once, newest first, for somebody alone", async () => {
		const phone = await ana(server);
		await keepPage("One", null);
		await keepPage("  Two \n", "on_my_mind");
		expect((await mine()).map(({ text, prompt }) => [text, prompt])).toEqual([
			["Two", "on_my_mind"],
			["One", null],
		]);
		await meet(phone);
		const [page] = await mine();
		expect(server.records.get("journal_pages", page?.id ?? "", phone.session.ready().person_id).space_id).toBe(
			phone.session.ready().person_id,
		);
	});

	it("can be changed, and keeps its question and its place", async () => {
		await ana(server);
		const id = await keepPage("One", "on_my_mind");
		await keepPage("Two", null);
		await changePage(there((await mine()).find((page) => page.id === id)), "One, and more");
		expect(await texts()).toEqual(["Two", "One, and more"]);
		expect((await mine())[1]?.prompt).toBe("on_my_mind");
	});

	it("is deleted, unless that is undone", async () => {
		await ana(server);
		await keepPage("One", null);
		const undo = await removeKept(PAGES, await newest());
		expect(await texts()).toEqual([]);
		expect(await undo()).toBe(true);
		expect(await texts()).toEqual(["One"]);
	});
});
