/** What becomes of words that were typed into a page which is deleted meanwhile. */

import { afterEach, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { draftAt } from "../../kernel/drafts/drafts";
import { newId } from "../../kernel/store/ids";
import "../../testing/paired";
import { button, closeScreen, fields, wordsIn } from "../../testing/screen";
import { formOf } from "./drafts";
import JournalScreen from "./screen";
import WritePage from "./write";

const place = vi.hoisted(() => ({ params: {}, query: {}, route: vi.fn() }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => place, useRoute: () => place }));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn(), hush: vi.fn() }));

afterEach(() => {
	closeScreen();
});

it("can be kept as a new page, from the list too", async () => {
	const id = newId();
	keepDraft(formOf(id), { text: "What I had typed", prompt: null });
	await vi.waitFor(() => expect(wordsIn(JournalScreen, "a")).toContain("Go on with your page"));
	closeScreen();
	place.params = { id };
	await vi.waitFor(() => expect(fields(WritePage)[0]?.value).toBe("What I had typed"));
	await button(WritePage, "Keep for me")();
	await vi.waitFor(() => expect(draftAt(formOf(id))).toBeUndefined());
	closeScreen();
	await vi.waitFor(() => expect(wordsIn(JournalScreen, "b")).toEqual(["What I had typed"]));
	expect(wordsIn(JournalScreen, "a")).not.toContain("Go on with your page");
});

it("leaves nothing of a page without such words", async () => {
	place.params = { id: newId() };
	await vi.waitFor(() => expect(wordsIn(WritePage, "p")).toEqual(["It was deleted, or is no longer shared."]));
});
