/** Talk says of an ask in one sentence where it is. */

import { h } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { sendAll, wish } from "../../testing/asking";
import { ana } from "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { sendingWords } from "../../ui/sending-words";
import { areaWords } from "./ask-words";
import { AREAS } from "./state";
import talk from "./talk";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/talk", path: "/talk", route: () => undefined }),
	useRoute: () => ({ path: "/talk", params: {} }),
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

const Open = () => h(talk.open?.Part ?? "p", {});
const Ways = () => h(talk.ask?.Part ?? "p", {});

beforeEach(async () => void (await ana.asks.ask(wish())));

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

it("says on the card alone that an ask is still on this phone", async () => {
	expect(wordsIn(Open, "span")).toContain(m.unsent());
	expect(wordsIn(Ways, "span")).not.toContain(m.unsent());
	await sendAll(ana);
	expect(wordsIn(Open, "span")).not.toContain(m.unsent());
});

it("names each area once, and what was asked for only on its card", async () => {
	const { area } = wish();
	const named = () => [...wordsIn(Open, "h2"), ...wordsIn(Ways, "b")].filter((words) => words === areaWords(area));
	expect(named()).toEqual([areaWords(area)]);
	expect(wordsIn(Ways, "b")).toHaveLength(AREAS.length - 1);
	const [ask] = ana.asks.asks.value;
	if (ask) await ana.asks.withdrawAsk(ask.id);
	expect(named()).toEqual([areaWords(area)]);
	expect(wordsIn(Ways, "b")).toHaveLength(AREAS.length);
});

it("does not say that an ask is being sent without a connection", () => {
	expect(sendingWords("Ben")).toBe(m.on_its_way({ name: "Ben" }));
	vi.stubGlobal("navigator", { onLine: false });
	expect(sendingWords("Ben")).toBe(m.unsent());
});
