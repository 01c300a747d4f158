/** What a screen reader is told without being asked, from regions that are there before. */

import { signal } from "@preact/signals";
import { afterEach, expect, it, vi } from "vitest";
import { m } from "../paraglide/messages.js";
import { TurnRing } from "../practices/conversations/turn-ring";
import Everywhere from "../practices/patterns/everywhere";
import { closeScreen, statuses } from "../testing/screen";
import { Typed } from "./wording/typed-in";

const told = vi.hoisted(() => ({ path: "/talk", patterns: [{ id: "1" }], findings: [] as unknown[] }));
vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => ({ path: told.path }) }));
vi.mock("../practices/patterns/store", () => ({ inNow: signal(told.patterns) }));
vi.mock("./wording/use-findings", () => ({ useFindings: () => [told.findings, () => undefined] }));

afterEach(closeScreen);

it.each(["/talk", "/", "/patterns/1"])("is at %s that both are in their loop, once", (path) => {
	told.path = path;
	expect(statuses(Everywhere)).toEqual([m.pattern_both_in_it()]);
});

it("is nothing of a loop on the way to Help", () => {
	told.path = "/help";
	expect(statuses(Everywhere)).toEqual([""]);
});

it("is that the time of a turn is over", () => {
	const ring = (since: number) => () => <TurnRing since={since} seconds={60} lead="Speak." over="Finish." />;
	expect(statuses(ring(Date.now()))).toEqual([""]);
	expect(statuses(ring(Date.now() - 90_000))).toEqual([`${m.conversation_time_over()} Finish.`]);
});

it("is a phrase that is hard to hear, and nothing while there is none", () => {
	const field = () => <Typed lines="many" value="You always" maxLength={99} toPartner onInput={() => undefined} />;
	expect(statuses(field)).toEqual([""]);
	told.findings = [{ from: 0, to: 10, phrase: "You always", why: "It blames.", instead: { text: "" } }];
	expect(statuses(field)).toEqual(["You always: It blames."]);
});
