import { signal } from "@preact/signals";
import { expect, it, vi } from "vitest";
import asks from "../practices/asks/today";
import { ana, ben, server } from "../testing/paired";
import { meet } from "../testing/stories";
import { askIn } from "./today-asking";

const HOUR = 3_600_000;
const WISH = { area: "touch", line: "", wants_at: null, lasts: 24 * HOUR } as const;

const offered = (area = "touch") => askIn([asks], area);

/** Ana has asked, and Ben's phone is awake and knows. */
async function asked(): Promise<string> {
	const id = await ana.asks.ask(WISH);
	vi.useFakeTimers({ now: Date.now() + 5000, toFake: ["Date"] });
	await meet(ana);
	vi.useRealTimers();
	await meet(ben);
	return id;
}

it("leads to the form of the area", () => {
	expect(offered()).toBe("/talk/ask/touch");
	expect(offered("an area of a newer app")).toBeNull();
});

it("is not offered while something is open there, whoever asked, nor while it rests", async () => {
	const id = await asked();
	expect([offered(), offered("talk")]).toEqual([null, "/talk/ask/talk"]);
	await ben.asks.sayYes(id, Date.now() + HOUR);
	expect(offered()).toBeNull();
	await meet(ana);
	expect(offered()).toBeNull();
	await ana.asks.withdrawAsk(id);
	await meet(ana);
	expect([ana.asks.ways.value.find(({ area }) => area === "touch")?.open, offered()]).toEqual([false, null]);
});

it("is not offered while what was written waits on this phone", async () => {
	server.asks.paused.add(ana.session.ready().couple?.partner_id ?? "");
	await asked();
	await ana.wake();
	expect(ana.asks.drafts.value).toHaveLength(1);
	expect(offered()).toBeNull();
});

it("is not offered while both are in a loop", () => {
	const loop = signal(true);
	expect(askIn([asks, { inLoop: loop }], "touch")).toBeNull();
	loop.value = false;
	expect(askIn([asks, { inLoop: loop }], "touch")).toBe("/talk/ask/touch");
});

it("is not offered while either has a pause", async () => {
	await ana.pauses.pause();
	expect(offered()).toBeNull();
	await meet(ana);
	await meet(ben);
	expect(offered()).toBeNull();
	await ana.wake();
	await ana.pauses.endPause("back");
	expect(offered()).toBe("/talk/ask/touch");
});
