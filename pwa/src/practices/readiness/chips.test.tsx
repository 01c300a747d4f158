import { expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { ana } from "../../testing/paired";
import { End } from "./chips";
import type { Area, Wish } from "./store";
import { tapArea } from "./tapping";

const HOUR = 3_600_000;

const wish = (area: Area, hours: number): Wish => ({
	area,
	state: "ready",
	reveal: "always",
	until: Date.now() + hours * HOUR,
	energy: null,
});
/** The button as a screen reader and a finger have it. */
const end = (onChange = (): void => undefined) => {
	const { "aria-label": label, onClick, children } = End({ onChange }).props;
	return { label, onClick, words: children[0] };
};

it("names one end only if there is one", async () => {
	expect(end().label).toBe(m.ready_change_of({ end: m.ready_end_usual() }));
	await ana.readiness.sayReady([wish("talk", 1)]);
	expect(end().label).toBe(m.ready_change_of({ end: end().words }));
	await ana.readiness.sayReady([wish("money", 3)]);
	expect([end().words, end().label]).toEqual([m.change(), undefined]);
});

it("says what was tapped before it opens the sheet, so that it cannot come after what the sheet says", async () => {
	const opened = vi.fn();
	// the time a tap waits never ends here
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	tapArea("talk", () => undefined);
	end(opened).onClick();
	vi.useRealTimers();
	expect(opened).toHaveBeenCalledTimes(1);
	await vi.waitFor(() => expect(ana.readiness.mine.value.talk?.state).toBe("maybe"));
});
