/** A zone that somebody chose over the one of this phone is not asked about again. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { preferences, zoneDiffers } from "../kernel/preferences";
import { FakeServer } from "../testing/fake-server";
import { button, closeScreen, wordsIn } from "../testing/screen";
import { ana } from "../testing/stories";
import { isPutAway } from "../ui/later";
import ZoneScreen from "./zone";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/settings/zone", path: "/settings/zone", route: () => undefined }),
	useRoute: () => ({ path: "/settings/zone" }),
}));

beforeEach(async () => {
	vi.stubEnv("TZ", "Europe/Berlin");
	vi.stubGlobal("location", new URL("https://twofold.example/settings/zone"));
	await ana(new FakeServer());
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
	vi.unstubAllEnvs();
});

it("is not asked about again once somebody chose it over the one of this phone", async () => {
	expect(isPutAway("zone")).toBe(false);
	const other = wordsIn(ZoneScreen, "button").find((words) => words.startsWith("Abidjan")) ?? "";
	await button(ZoneScreen, other)();
	await vi.waitFor(() => expect(preferences.value.zone).toBe("Africa/Abidjan"));
	expect(zoneDiffers.value).toBe("Europe/Berlin");
	await vi.waitFor(() => expect(isPutAway("zone")).toBe(true));
});
