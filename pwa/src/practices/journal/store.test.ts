import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet, pair } from "../../testing/stories";
import {
	changePage,
	copyOf,
	keepPage,
	mine,
	type Page,
	pageOf,
	removePage,
	share,
	shareAgain,
	theirs,
	unshare,
} from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const texts = () => mine.value.map(({ text }) => text);
const newest = () => there(mine.value[0]);

function there(page: Page | null | undefined): Page {
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
		expect(mine.value.map(({ text, prompt }) => [text, prompt])).toEqual([
			["Two", "on_my_mind"],
			["One", null],
		]);
		await meet(phone);
		const [page] = mine.value;
		expect(server.records.get("journal_pages", page?.id ?? "", phone.session.ready().person_id).space_id).toBe(
			phone.session.ready().person_id,
		);
	});

	it("can be changed, and keeps its question and its place", async () => {
		await ana(server);
		const id = await keepPage("One", "on_my_mind");
		await keepPage("Two", null);
		await changePage(there(pageOf(id)), "One, and more");
		expect(texts()).toEqual(["Two", "One, and more"]);
		expect(pageOf(id)?.prompt).toBe("on_my_mind");
	});

	it("is deleted, unless that is undone", async () => {
		await ana(server);
		await keepPage("One", null);
		const undo = await removePage(newest());
		expect(texts()).toEqual([]);
		expect(await undo()).toBe(true);
		expect(texts()).toEqual(["One"]);
	});
});

describe("sharing", () => {
	it("seals a copy under a new id, as it is then; the page itself stays private", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", "on_my_mind");
		await share(newest());
		const copy = copyOf(newest());
		expect(copy?.id).not.toBe(newest().id);
		await changePage(newest(), "For me, and more");
		expect(texts()).toEqual(["For me, and more"]);
		await later();
		await meet(first);
		const own = newest().id;
		await meet(ben);
		expect(theirs.value.map(({ id, text, prompt }) => [id, text, prompt])).toEqual([
			[copy?.id, "For me", "on_my_mind"],
		]);
		expect(pageOf(own)).toBeUndefined();
		expect(theirs.value[0]?.shared_as).toBeNull();
	});

	it("can be undone before anything was sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		const undo = await share(newest());
		expect(await undo()).toBe(true);
		expect(copyOf(newest())).toBeNull();
		await later();
		await meet(first);
		await meet(ben);
		expect(theirs.value).toEqual([]);
	});

	it("shows the page as it is now when asked to, in the same copy", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(newest());
		await later();
		await meet(first);
		await changePage(newest(), "For both");
		await shareAgain(newest(), there(copyOf(newest())));
		await meet(first);
		await meet(ben);
		expect(theirs.value.map(({ text }) => text)).toEqual(["For both"]);
	});

	it("ends for the partner when it is stopped, or the page is deleted", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		for (const text of ["One", "Two"]) {
			await keepPage(text, null);
			await share(newest());
		}
		await later();
		await meet(first);
		await meet(ben);
		expect(theirs.value).toHaveLength(2);
		await first.wake();
		await unshare(there(copyOf(newest())));
		expect(copyOf(newest())).toBeNull();
		await removePage(there(mine.value[1]));
		await later();
		await meet(first);
		expect(texts()).toEqual(["Two"]);
		await meet(ben);
		expect(theirs.value).toEqual([]);
	});

	it("leaves a copy visible whose page was deleted elsewhere", async () => {
		const { ana: first } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(newest());
		const page = newest();
		await later();
		await meet(first);
		await first.write.removeNow((await import("./kinds")).JOURNAL_PAGES, first.session.ready().person_id, page.id);
		expect(mine.value.map(({ audience, text }) => [audience, text])).toEqual([["us", "For me"]]);
		expect(copyOf(newest())?.id).toBe(newest().id);
	});

	it("is over once the two have parted, and the page is still there", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(newest());
		await ben.wake();
		await ben.leaving.leave();
		await later();
		await meet(first);
		expect(texts()).toEqual(["For me"]);
		expect(copyOf(newest())).toBeNull();
		expect(first.tray.tray.value).toEqual([]);
	});
});
