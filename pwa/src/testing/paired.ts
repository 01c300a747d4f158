/** Two phones of a couple for every test of the file that imports this; Ana's is the one that is awake. */

import { afterEach, beforeEach, vi } from "vitest";
import { FakeServer } from "./fake-server";
import type { Phone } from "./phone";
import { pair } from "./stories";

export let server: FakeServer;
export let ana: Phone;
export let ben: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
