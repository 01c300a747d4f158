/** A loop on Today. */

import { signal } from "@preact/signals";
import { h } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hearSilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { ana, ben } from "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { accept, decline, patternOf, propose, sayInIt } from "./store";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

const Now = () => h(today.blocks?.interrupt ?? "p", { askIn: () => null, inLoop: false });
const links = () => wordsIn(Now, "a");
const silence = signal<{ mine: number | null; theirs: number | null }>({ mine: null, theirs: null });

beforeEach(() => hearSilence(silence));
afterEach(() => {
	vi.useRealTimers();
	closeScreen();
});

/** A loop that both are in now; Ben's phone is awake. */
async function inOne(title: string): Promise<void> {
	await ana.wake();
	const id = await propose({ template: "own", title, mine: "", theirs: "", instead: "Tea, then talk" });
	await meet(ana);
	await meet(ben);
	for (const say of [accept, sayInIt]) {
		const pattern = patternOf(id);
		if (pattern) await say(pattern);
		await meet(ben);
	}
}

it("leads to the breathing with one button, whatever else does", async () => {
	await inOne("Chase and hide");
	expect(links()).toEqual([m.look_closer(), m.breathe()]);
	await inOne("Tit for tat");
	expect(links().filter((words) => words === m.breathe())).toHaveLength(1);
	silence.value = { mine: null, theirs: Date.now() + 60_000 };
	expect(links()).toEqual([m.look_closer(), m.look_closer()]);
});

it("says when it goes by itself, which is all that ends it", async () => {
	await inOne("Chase and hide");
	expect(wordsIn(Now, "p")).toContainEqual(expect.stringMatching(/^Both phones show this until .*:(00|15|30|45)/));
	expect(wordsIn(Now, "button")).toEqual([]);
});

it("says on Today that both are in one", async () => {
	await ana.wake();
	expect(today.inLoop?.value).toBe(false);
	await inOne("Chase and hide");
	expect(today.inLoop?.value).toBe(true);
});

it("calls only a refusal news, which a pause keeps behind later", async () => {
	await ben.wake();
	const id = await propose({ template: "own", title: "Tit for tat", mine: "", theirs: "", instead: "Tea" });
	await meet(ben);
	await meet(ana);
	const news = () => today.waiting?.value.map((card) => card.news ?? false);
	expect(news()).toEqual([false]);
	const pattern = patternOf(id);
	if (pattern) await decline(pattern);
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
	await meet(ana);
	await meet(ben);
	expect(news()).toEqual([true]);
});
