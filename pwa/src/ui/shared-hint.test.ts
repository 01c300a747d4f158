/** Whom a list says that something was shared with. */

import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { history } from "../kernel/store/history";
import type { Shown } from "../kernel/store/records";
import { keptIn, type Own, share } from "../kernel/sync/kept-for-me";
import { m } from "../paraglide/messages.js";
import { JOURNAL_PAGES } from "../practices/journal/kinds";
import { keepPage, PAGES } from "../practices/journal/store";
import type { PageWords } from "../practices/journal/words";
import { ana } from "../testing/paired";
import { closeScreen, wordsIn } from "../testing/screen";
import { meet } from "../testing/stories";
import { SharedHint } from "./shared-hint";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("./names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

afterEach(closeScreen);

async function page(): Promise<Own<PageWords>> {
	const found: Shown[] = [];
	for await (const some of history(JOURNAL_PAGES)) found.push(...some);
	return keptIn(PAGES, found).mine[0] ?? expect.fail("no page");
}

it("says that a page is shared once its copy was sent, and not before", async () => {
	await keepPage("For me", null);
	await share(PAGES, await page());
	const unsent = await page();
	expect(unsent.copy).not.toBeNull();
	expect(wordsIn(() => h(SharedHint<PageWords>, { of: PAGES, one: unsent }), "span")).toEqual([]);
	closeScreen();
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("../kernel/store/clock")).look();
	await meet(ana);
	const sent = await page();
	expect(wordsIn(() => h(SharedHint<PageWords>, { of: PAGES, one: sent }), "span")).toEqual([
		m.sharing_short({ name: "Ben" }),
	]);
});
