import { afterEach, expect, it, vi } from "vitest";
import { ana, ben, server } from "../../testing/paired";
import { meet } from "../../testing/stories";
import type { Said } from "./store";
import { nextEnd, nextState, sayAllTapped, sharedEnd, shownState, tapArea } from "./tapping";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-23T18:00:00.000Z");

afterEach(() => vi.useRealTimers());

const said = (until: number): Said => ({ state: "ready", until, energy: 3, pending: false, matched: false });
const sent = () =>
	server.heard.filter(({ path }) => path.startsWith("/readiness")).map(({ body }) => JSON.parse(body ?? "").state);

it("goes from not now to maybe, to ready, and back", () => {
	expect((["not_now", "maybe", "ready"] as const).map(nextState)).toEqual(["maybe", "ready", "not_now"]);
});

it("has one end for all: what is said next ends with what holds, else after four hours", () => {
	expect([sharedEnd({}), nextEnd({}, NOW)]).toEqual([null, NOW + 4 * HOUR]);
	const held = { talk: said(NOW + HOUR), touch: said(NOW + HOUR) };
	expect([sharedEnd(held), nextEnd(held, NOW)]).toEqual([NOW + HOUR, NOW + HOUR]);
	const differ = { talk: said(NOW + HOUR), touch: said(NOW + 2 * HOUR) };
	expect([sharedEnd(differ), nextEnd(differ, NOW)]).toEqual([null, NOW + 2 * HOUR]);
});

it("shows each tap at once, and says only where it ends", async () => {
	await ana.wake();
	const tell = vi.fn();
	tapArea("talk", tell);
	tapArea("talk", tell);
	expect([shownState("talk"), ana.readiness.mine.value.talk]).toEqual(["ready", undefined]);
	await sayAllTapped();
	expect([shownState("talk"), ana.readiness.mine.value.talk?.state]).toEqual(["ready", "ready"]);
	expect(tell).toHaveBeenCalledTimes(1);
	await meet(ana);
	expect(sent()).toEqual(["ready"]);
	await meet(ben);
	expect(ben.readiness.theirs.value.talk?.state).toBe("ready");
});

it("says no ready on the way from maybe to not now, and says not now at once", async () => {
	await ana.wake();
	const until = Date.now() + HOUR;
	await ana.readiness.sayReady([{ area: "talk", state: "maybe", reveal: "always", until, energy: null }]);
	await meet(ana);
	tapArea("talk", () => undefined);
	tapArea("talk", () => undefined);
	await vi.waitFor(() => expect(ana.readiness.mine.value.talk).toBeUndefined());
	await meet(ana);
	expect(sent()).toEqual(["maybe", "not_now"]);
});

it("can be undone: what was said before is said again", async () => {
	await ana.wake();
	const undone: (() => Promise<void>)[] = [];
	tapArea("money", ({ undo }) => undone.push(undo));
	await sayAllTapped();
	expect(ana.readiness.mine.value.money?.state).toBe("maybe");
	await undone[0]?.();
	expect(ana.readiness.mine.value.money).toBeUndefined();
});
