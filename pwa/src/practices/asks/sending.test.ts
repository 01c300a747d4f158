/** Talk says of an ask in one sentence where it is. */

import { h } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { sendAll, wish } from "../../testing/asking";
import { ana } from "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { sendingWords } from "../../ui/sending-words";
import talk from "./talk";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/talk", path: "/talk", route: () => undefined }),
	useRoute: () => ({ path: "/talk", params: {} }),
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

const Ways = () => h(talk.ask?.Part ?? "p", {});

beforeEach(async () => void (await ana.asks.ask(wish())));

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

it("does not call an ask open that is still on this phone", async () => {
	const spans = wordsIn(Ways, "span");
	expect(spans).toContain(m.unsent());
	expect(spans).not.toContain(m.ask_is_open());
	await sendAll(ana);
	expect(wordsIn(Ways, "span")).toContain(m.ask_is_open());
	expect(wordsIn(Ways, "span")).not.toContain(m.unsent());
});

it("does not say that an ask is being sent without a connection", () => {
	expect(sendingWords("Ben")).toBe(m.on_its_way({ name: "Ben" }));
	vi.stubGlobal("navigator", { onLine: false });
	expect(sendingWords("Ben")).toBe(m.unsent());
});
