/** A pause on Today. */

import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { ana, ben } from "../../testing/paired";
import { closeScreen, labels, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { hearOffers } from "../../ui/moments";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ana", start: "Ana" }) }));

const drawn = (inLoop: boolean) => h(today.blocks?.pause ?? "p", { askIn: () => null, inLoop });
const calm = () => drawn(false);
const looping = () => drawn(true);

afterEach(closeScreen);

it("tells that the partner is back and offers to talk, but not while both are in a loop", async () => {
	hearOffers([async () => ({ default: () => ({ href: "/conversations/new", title: "Take turns to talk" }) })]);
	await ana.pauses.pause();
	await meet(ana);
	await ana.pauses.endPause("back");
	await meet(ana);
	await meet(ben);
	await vi.waitFor(() => expect(wordsIn(calm, "a")).toEqual(["Take turns to talk"]));
	expect(wordsIn(calm, "p")).toEqual([m.their_return_back({ name: "Ana" })]);
	expect(labels(looping, "section")).toEqual([]);
});

it("tells of the partner's pause in a loop too", async () => {
	await ana.pauses.pause();
	await meet(ana);
	await meet(ben);
	expect(labels(looping, "section")).toEqual([m.their_pause({ name: "Ana" })]);
});
