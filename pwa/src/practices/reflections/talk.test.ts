/** Shared reflections in Talk and on Today. */

import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { firstIdAt } from "../../kernel/store/ids";
import { ready } from "../../kernel/store/session";
import { save } from "../../kernel/sync/write";
import { m } from "../../paraglide/messages.js";
import { ana, ben } from "../../testing/paired";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { REFLECTIONS } from "./kinds";
import talk from "./talk";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

const Open = () => h(talk.open?.Part ?? "p", {});
const Shared = () => h(today.blocks?.shared ?? "p", { askIn: () => null, inLoop: false });

afterEach(closeScreen);

it("leave the rest in sight, however many the partner shares", async () => {
	await ben.wake();
	for (let minutes = 12; minutes > 0; minutes--) {
		const id = firstIdAt(Date.now() - minutes * 60_000);
		const words = { sentence: `I feel tired, ${minutes}` };
		await save(REFLECTIONS, { id, space_id: ready().couple?.id ?? "", fields: {}, words });
	}
	await meet(ben);
	await meet(ana);
	expect(wordsIn(Shared, "b")).toEqual([m.reflection_shared({ name: "Ben" })]);
	expect(wordsIn(Open, "b")).toEqual(["I feel tired, 1", "I feel tired, 2", "I feel tired, 3"]);
	await button(Open, m.show_earlier())();
	expect(wordsIn(Open, "b").length).toBeGreaterThan(3);
});
