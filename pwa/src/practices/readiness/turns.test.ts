/**
 * "Not now" while an earlier "ready" is not stored yet: whatever the order of taps, what stays is "not now".
 *
 * @module-tag slow
 */

import { beforeEach, expect, it, vi } from "vitest";
import { serverNow } from "../../kernel/store/clock";
import { holdSealing } from "../../testing/hold-sealing";
import { ana, server } from "../../testing/paired";
import { meet } from "../../testing/stories";
import { type Draft, draftOf, wishesOf } from "./draft";
import { sayChosen, type Wish } from "./store";
import { sayAllTapped, sayInstead, shownState, tapArea } from "./tapping";

const HOUR = 3_600_000;

let told: string[];
const tell = ({ wish }: { readonly wish: Wish }): void => void told.push(wish.state);
const tap = (): void => tapArea("touch", tell);
const wish = (state: Wish["state"], area: Wish["area"] = "touch"): Wish => ({
	area,
	state,
	reveal: "mutual",
	until: Date.now() + 4 * HOUR,
	energy: null,
});
const said = () => ana.readiness.mine.value.touch?.state ?? "not_now";
const sent = () =>
	server.heard.filter(({ path }) => path.startsWith("/readiness")).map(({ body }) => JSON.parse(body ?? "").state);

beforeEach(async () => {
	told = [];
	await ana.wake();
});

/** No other tap follows for the time a tap waits. */
function settle(taps: () => void): void {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	taps();
	vi.advanceTimersByTime(1500);
	vi.useRealTimers();
}

function saveSheet(draft: Draft): Promise<unknown> {
	const { mine, rules } = ana.readiness;
	return sayInstead(() => wishesOf(draft, mine.value, rules.value, serverNow()));
}

/** Resolves when all that was said of touch is stored. */
async function stored(): Promise<void> {
	await sayChosen(["touch"], () => []);
}

it("a tap to not now wins over a ready that is being sealed", async () => {
	const letGo = await holdSealing(() =>
		settle(() => {
			tap();
			tap();
		}),
	);
	tap();
	expect(shownState("touch")).toBe("not_now");
	letGo();
	await vi.waitFor(() => expect(told).toEqual(["not_now"]));
	expect([shownState("touch"), said()]).toEqual(["not_now", "not_now"]);
	await meet(ana);
	expect(sent().at(-1)).toBe("not_now");
});

it("a tap to not now wins over a ready that replaces a maybe", async () => {
	await ana.readiness.sayReady([wish("maybe")]);
	const letGo = await holdSealing(() => settle(tap));
	tap();
	letGo();
	await stored();
	expect(said()).toBe("not_now");
	await meet(ana);
	expect(sent().at(-1)).toBe("not_now");
});

it("a tap to not now wins over an Undo that is being sealed", async () => {
	const letGo = await holdSealing(() => void ana.readiness.sayReady([wish("ready")]));
	for (const _ of ["maybe", "ready", "not_now"]) tap();
	letGo();
	await stored();
	expect(said()).toBe("not_now");
});

it("not now in the sheet wins over a tapped ready that is being sealed", async () => {
	const letGo = await holdSealing(() =>
		settle(() => {
			tap();
			tap();
		}),
	);
	const saved = saveSheet(draftOf({}, ana.readiness.rules.value));
	letGo();
	await saved;
	expect(said()).toBe("not_now");
});

it("not now in the sheet wins over a tap that waits for another area to be sealed", async () => {
	tapArea("talk", tell);
	tap();
	let left: Promise<void> | undefined;
	const letGo = await holdSealing(() => {
		left = sayAllTapped();
	});
	const draft = draftOf({}, ana.readiness.rules.value, shownState);
	const saved = saveSheet({ ...draft, states: { ...draft.states, touch: "not_now" } });
	letGo();
	await Promise.all([saved, left]);
	expect([shownState("touch"), said(), ana.readiness.mine.value.talk?.state]).toEqual(["not_now", "not_now", "maybe"]);
});

it("a sheet that opens after a tap to not now does not say ready again", async () => {
	await ana.readiness.sayReady([wish("ready")]);
	tap();
	const { mine, rules } = ana.readiness;
	await saveSheet({ ...draftOf(mine.value, rules.value, shownState), energy: 5 });
	expect(said()).toBe("not_now");
});

it("a ready that waited is not said once the person has tapped on", async () => {
	const letGo = await holdSealing(() => void ana.readiness.sayReady([wish("maybe")]));
	tap();
	tap();
	const left = sayAllTapped();
	tap();
	letGo();
	await left;
	await stored();
	await meet(ana);
	expect([said(), sent()]).toEqual(["not_now", ["not_now"]]);
});

it("not now goes at once while another area is being sealed", async () => {
	await ana.readiness.sayReady([wish("ready")]);
	const letGo = await holdSealing(() => void ana.readiness.sayReady([wish("ready", "talk")]));
	tap();
	await vi.waitFor(() => expect(said()).toBe("not_now"));
	expect(ana.readiness.mine.value.talk).toBeUndefined();
	letGo();
	await sayChosen(["talk"], () => []);
	expect(ana.readiness.mine.value.talk?.state).toBe("ready");
});

it("not now is stored before, and whatever becomes of, what the same sheet says besides", async () => {
	await ana.readiness.sayReady([wish("ready")]);
	vi.spyOn(crypto.subtle, "encrypt").mockRejectedValueOnce(new Error("no"));
	await expect(ana.readiness.sayReady([wish("ready", "talk"), wish("not_now")])).rejects.toThrow("no");
	expect(said()).toBe("not_now");
	await ana.readiness.sayReady([wish("ready", "talk")]);
	expect(ana.readiness.mine.value.talk?.state).toBe("ready");
});
