import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JOURNAL_PAGES } from "../../practices/journal/kinds";
import { changePage, keepPage, PAGES } from "../../practices/journal/store";
import { FakeServer } from "../../testing/fake-server";
import { meet, pair } from "../../testing/stories";
import { history, withId } from "../store/history";
import { firstIdAt } from "../store/ids";
import type { Shown } from "../store/records";
import {
	isChanged,
	isStopping,
	isUnsent,
	keptIn,
	removeKept,
	share,
	shareAgain,
	sharedLately,
	unshare,
} from "./kept-for-me";
import { save } from "./write";

const DAY = 86_400_000;

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function pages() {
	const found: Shown[] = [];
	for await (const page of history(JOURNAL_PAGES)) found.push(...page);
	return keptIn(PAGES, found);
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

/** By default past the time for Undo. */
async function later(milliseconds = 7000): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + milliseconds });
	(await import("../store/clock")).look();
}

describe("sharing", () => {
	it("seals a copy under a new id, as it is then; the page itself stays private", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", "on_my_mind");
		await share(PAGES, await newest());
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

	it("shows the partner for a week that it is there, and its author nothing", async () => {
		const { ana: first, ben } = await pair(server);
		const lately = () => sharedLately(PAGES).value.map(({ text }) => text);
		await first.wake();
		await keepPage("For me", null);
		await keepPage("For both", null);
		await share(PAGES, await newest());
		await later();
		await meet(first);
		expect(lately()).toEqual([]);
		await meet(ben);
		expect(lately()).toEqual(["For both"]);
		await later(6 * DAY);
		expect(lately()).toEqual(["For both"]);
		await later(DAY);
		expect(lately()).toEqual([]);
		expect(await theirs()).toHaveLength(1);
	});

	it("is not kept before the partner's eyes by an id of a time that is far ahead", async () => {
		const { ana: first, ben } = await pair(server);
		const lately = () => sharedLately(PAGES).value.map(({ text }) => text);
		await first.wake();
		const { couple } = first.session.ready();
		for (const [ahead, text] of [
			[DAY / 24, "By a clock that is ahead"],
			[365 * DAY, "For a year"],
		] as const) {
			const id = firstIdAt(Date.now() + ahead);
			await save(JOURNAL_PAGES, { id, space_id: couple?.id ?? "", fields: {}, words: { text } });
		}
		await meet(first);
		await meet(ben);
		expect(lately()).toEqual(["By a clock that is ahead"]);
		expect(await theirs()).toHaveLength(2);
	});

	it("can be undone before anything was sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		const undo = await share(PAGES, await newest());
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
		await share(PAGES, await newest());
		await later();
		await meet(first);
		expect(isChanged(PAGES, await newest())).toBe(false);
		await changePage(await newest(), "For both");
		expect(isChanged(PAGES, await newest())).toBe(true);
		await shareAgain(PAGES, await newest(), await copy());
		await meet(first);
		await meet(ben);
		expect((await theirs()).map(({ text }) => text)).toEqual(["For both"]);
	});

	it("ends for the partner when it is stopped, or the page is deleted", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		for (const text of ["One", "Two"]) {
			await keepPage(text, null);
			await share(PAGES, await newest());
		}
		await later();
		await meet(first);
		await meet(ben);
		expect(await theirs()).toHaveLength(2);
		await first.wake();
		const shared = await copy();
		await unshare(PAGES, shared);
		// until the server knows, the partner can still read it
		expect(isStopping(PAGES, await newest())).toBe(true);
		expect((await newest()).copy).toBeNull();
		await removeKept(PAGES, there((await mine())[1]));
		await later();
		await meet(first);
		expect(isStopping(PAGES, await newest())).toBe(false);
		expect(await texts()).toEqual(["Two"]);
		await meet(ben);
		expect(await theirs()).toEqual([]);
	});

	it("tells a copy that was never sent from one that the server has", async () => {
		const { ana: first } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(PAGES, await newest());
		const undo = await unshare(PAGES, await copy());
		expect([isStopping(PAGES, await newest()), isUnsent(PAGES, await newest())]).toEqual([true, true]);
		await undo();
		await later();
		await meet(first);
		await shareAgain(PAGES, await newest(), await copy());
		await unshare(PAGES, await copy());
		expect([isStopping(PAGES, await newest()), isUnsent(PAGES, await newest())]).toEqual([true, false]);
	});

	it("leaves a copy visible whose page was deleted elsewhere", async () => {
		const { ana: first } = await pair(server);
		await first.wake();
		await keepPage("For me", null);
		await share(PAGES, await newest());
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
		await share(PAGES, await newest());
		await ben.wake();
		await ben.leaving.leave();
		await later();
		await meet(first);
		expect(await texts()).toEqual(["For me"]);
		expect((await newest()).copy).toBeNull();
		expect(first.tray.tray.value).toEqual([]);
	});
});
