/** Talk says of an ask in one sentence where it is, and what is settled stands at the end. */

import { h } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { sendAll, wish } from "../../testing/asking";
import { ana, ben } from "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
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
const Settled = () => h(talk.earlier?.Part ?? "p", {});

beforeEach(async () => void (await ana.asks.ask(wish())));

afterEach(() => {
	closeScreen();
	vi.useRealTimers();
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

it("folds away what is settled, below what can be asked for", async () => {
	await sendAll(ana);
	await meet(ben);
	const [ask] = ben.asks.asks.value;
	await ben.asks.sayNotNow(ask?.id ?? "", "");
	await sendAll(ben);
	await meet(ana);
	expect(talk.open?.shows?.value).toBe(false);
	expect(talk.earlier?.shows?.value).toBe(true);
	expect(wordsIn(Settled, "summary")).toEqual([m.talk_earlier()]);
	expect(wordsIn(Settled, "p")).toContain(m.ask_not_now_by_them({ name: "Ben" }));
	// the row of what was asked for is back, and says when it can be asked for again
	expect(wordsIn(Ways, "b")).toHaveLength(AREAS.length);
	expect(wordsIn(Ways, "span").filter((words) => words.startsWith("You can ask again"))).not.toEqual([]);
});

it("keeps in view that a yes was withdrawn, until one has read it", async () => {
	await sendAll(ana);
	await meet(ben);
	const [ask] = ben.asks.asks.value;
	const answer = await ben.asks.sayYes(ask?.id ?? "", Date.now() + 3_600_000);
	await meet(ana);
	await ben.wake();
	await ben.asks.withdrawAnswer(answer);
	await meet(ben);
	await meet(ana);
	expect(wordsIn(Open, "h2")).toContain(m.ask_withdrawn_by({ name: "Ben" }));
	expect(talk.earlier?.shows?.value).toBe(false);
});

it("keeps a later in view from the time on that it named", async () => {
	await sendAll(ana);
	await meet(ben);
	const [ask] = ben.asks.asks.value;
	const at = Date.now() + 3_600_000;
	await ben.asks.sayLater(ask?.id ?? "", at, "");
	await sendAll(ben);
	await meet(ana);
	expect(talk.earlier?.shows?.value).toBe(true);
	vi.useFakeTimers({ now: at + 60_000, toFake: ["Date", "performance"] });
	(await import("../../kernel/store/clock")).look();
	expect(talk.earlier?.shows?.value).toBe(false);
	expect(talk.open?.shows?.value).toBe(true);
});
