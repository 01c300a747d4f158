/** Every switch that the server declares can be set, and a person who is alone sees only their own. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SWITCHES } from "../kernel/preferences/switches.gen";
import { FakeServer } from "../testing/fake-server";
import { closeScreen, wordsIn } from "../testing/screen";
import { ana, pair } from "../testing/stories";
import { Notices } from "./settings-notices";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("./settings-phone", () => ({ NoticesHere: () => null }));

let server: FakeServer;
beforeEach(() => {
	server = new FakeServer();
});
afterEach(closeScreen);

it("has a row for each switch", async () => {
	const { ana } = await pair(server);
	await ana.wake();
	expect(wordsIn(Notices, "b")).toHaveLength(Object.keys(SWITCHES).length);
});

it("has no row for what a partner would do", async () => {
	await ana(server);
	expect(wordsIn(Notices, "b")).toHaveLength(1);
});
