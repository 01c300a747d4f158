import { afterEach, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { m } from "../../paraglide/messages.js";
import { ben } from "../../testing/paired";
import { button, closeScreen, titles, wordsIn } from "../../testing/screen";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ana", start: "Ana" }) }));

afterEach(closeScreen);

const ASKS = m.share_name_title({ name: "Ana" });

function card(): () => preact.ComponentChildren {
	const [first] = today.waiting?.value ?? [];
	if (!first) throw new Error("nothing asks for a name");
	// a function, as all cards are
	return first.Card as () => preact.ComponentChildren;
}

it("asks for a name in one line, and shows the field at a tap", async () => {
	await ben.wake();
	const shown = card();
	expect([titles(shown), wordsIn(shown, "label")]).toEqual([[ASKS], []]);
	await button(shown, ASKS)();
	expect(wordsIn(shown, "label")).toEqual([m.my_name()]);
});

it("shows the field at once where a name was typed and not saved", async () => {
	await ben.wake();
	keepDraft("name", "Be");
	expect(wordsIn(card(), "label")).toEqual([m.my_name()]);
});
