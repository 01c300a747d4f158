/** What other practices offer under a yes. */

import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { closeScreen, wordsIn } from "../../testing/screen";
import { Yes } from "./cards";
import { AREAS } from "./state";
import type { Ask } from "./store";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/moments", () => ({ Offers: () => h("em", {}, "Take turns") }));

afterEach(closeScreen);

it("is nothing under a yes to touch or intimacy", () => {
	const answer = {
		id: "1/2",
		by_me: false,
		answer: "yes",
		later_at: null,
		until: Date.now() + 9999,
		since: 0,
	} as const;
	const ask = { id: "1", by_me: true, state: "yes", line: null, wants_at: null, pending: false, stuck: false } as const;
	const times = { expires_at: 0, ends_at: 0, again_at: null };
	const said = { ...answer, line: null, pending: false, stuck: false };
	const offers = (area: Ask["area"]) =>
		wordsIn(() => h(Yes, { ask: { ...ask, ...times, area, answer: said } }), "em").length > 0;
	expect(AREAS.filter(offers)).toEqual(["talk", "money", "share"]);
});
