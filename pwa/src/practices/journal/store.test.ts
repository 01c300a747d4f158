import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { history, withId } from "../../kernel/store/history";
import type { Shown } from "../../kernel/store/records";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet, pair } from "../../testing/stories";
import { JOURNAL_PAGES } from "./kinds";
import { changePage, isStopping, keepPage, type Pages, pagesIn, removePage, share, shareAgain, unshare } from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function pages(): Promise<Pages> {
	const found: Shown[] = [];
	for await (const page of history(JOURNAL_PAGES)) found.push(...page);
	return pagesIn(found);
}

const mine = async () => (await pages()).mine;
const theirs = async () => (await pages()).theirs;
const texts = async () => (await mine()).map(({ text }) => text);
const newest = async () => there((await mine())[0]);
const copy = async () => there((await newest()).copy);

function there<Page>(page: Page | null | undefined): Page {
	if (!page) throw new Error("no such page");
	return page;
}

/** Past the time for Undo. */
async function later(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("../../kernel/store/clock")).look();
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
		const undo = await removePage(await newest());
		expect(await texts()).toEqual([]);
		expect(await undo()).toBe(true);
		expect(await texts()).toEqual(["One"]);
	});
});

describe("sharing", () => {
	it("seals a copy under a new id, as it is then; the page itself stays private", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", "on_my_mind");
		await share(await newest());
		const shared = await copy();
		expect(shared.id).not.toBe((await newest()).id);
		await changePage(await newest(), "For me, and more");
		expect(await texts()).toEqual(["For me, and more"]);
		await later();
		await meet(first);
		const own = (await newest()).id;
		await meet(ben);
		expect((await theirs()).map(({ id, text, prompt }) => [id, text, prompt])).toEqual([
			[shared.id, "For me", "on_my_mind"],
		]);
		expect(await withId(JOURNAL_PAGES, own)).toEqual([]);
		expect((await theirs())[0]?.shared_as).toBeNull();
	});

	it("can be undone before anything was sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		const undo = await share(await newest());
		expect(await undo()).toBe(true);
		expect((await newest()).copy).toBeNull();
		await later();
		await meet(first);
		await meet(ben);
		expect(await theirs()).toEqual([]);
	});

	it("shows the page as it is now when asked to, in the same copy", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(await newest());
		await later();
		await meet(first);
		await changePage(await newest(), "For both");
		await shareAgain(await newest(), await copy());
		await meet(first);
		await meet(ben);
		expect((await theirs()).map(({ text }) => text)).toEqual(["For both"]);
	});

	it("ends for the partner when it is stopped, or the page is deleted", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		for (const text of ["One", "Two"]) {
			await keepPage(text, null);
			await share(await newest());
		}
		await later();
		await meet(first);
		await meet(ben);
		expect(await theirs()).toHaveLength(2);
		await first.wake();
		const shared = await copy();
		await unshare(shared);
		// until the server knows, the partner can still read it
		expect(isStopping(await newest())).toBe(true);
		expect((await newest()).copy).toBeNull();
		await removePage(there((await mine())[1]));
		await later();
		await meet(first);
		expect(isStopping(await newest())).toBe(false);
		expect(await texts()).toEqual(["Two"]);
		await meet(ben);
		expect(await theirs()).toEqual([]);
	});

	it("leaves a copy visible whose page was deleted elsewhere", async () => {
		const { ana: first } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(await newest());
		const page = await newest();
		await later();
		await meet(first);
		await first.write.removeNow(JOURNAL_PAGES, first.session.ready().person_id, page.id);
		expect((await mine()).map(({ audience, text }) => [audience, text])).toEqual([["us", "For me"]]);
		expect((await copy()).id).toBe((await newest()).id);
	});

	it("is over once the two have parted, and the page is still there", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(await newest());
		await ben.wake();
		await ben.leaving.leave();
		await later();
		await meet(first);
		expect(await texts()).toEqual(["For me"]);
		expect((await newest()).copy).toBeNull();
		expect(first.tray.tray.value).toEqual([]);
	});
});
