/** A yes is said to all words of an ask, also where a card shows their beginning. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { sendAll, wish } from "../../testing/asking";
import { ana, ben } from "../../testing/paired";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { Answers } from "./answering";
import { asks } from "./store";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ana", start: "Ana" }) }));
vi.mock("../../ui/sheet", () => ({ Sheet: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

it("shows the whole line before one says yes", async () => {
	const line = `${"Can we talk tonight? ".repeat(9)}And then you give me your phone.`;
	await ana.asks.ask(wish({ line }));
	await sendAll(ana);
	await meet(ben);
	await ben.wake();
	const [ask] = asks.value;
	const Shown = () => ask && <Answers ask={ask} />;
	expect(wordsIn(Shown, "blockquote")).toEqual([]);
	await button(Shown, m.ask_yes())();
	expect(wordsIn(Shown, "blockquote")).toEqual([line]);
});
