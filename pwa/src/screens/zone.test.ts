/** Which zone this phone says and which is saved, by name, and that one chosen over the other is not asked about again. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { preferences, savePreferences } from "../kernel/preferences/preferences";
import { zoneDiffers } from "../kernel/preferences/zone-differs";
import { FakeServer } from "../testing/fake-server";
import { button, closeScreen, wordsIn } from "../testing/screen";
import { ana } from "../testing/stories";
import { isPutAway } from "../ui/later";
import { say } from "../ui/snackbar";
import { LanguageAndZone } from "./settings-language";
import { ZoneDiffers } from "./today-cards";
import ZoneScreen from "./zone";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("../ui/snackbar", () => ({ say: vi.fn() }));
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

it.each([
	["on Today", ZoneDiffers, "Keep Tokyo"],
	["in Settings", LanguageAndZone, "Choose a time zone"],
])("names both zones %s, and says so once the one of this phone is used", async (_, Screen, other) => {
	await savePreferences({ zone: "Asia/Tokyo" });
	const words = [...wordsIn(Screen, "p"), ...wordsIn(Screen, "a"), ...wordsIn(Screen, "button")].join(" ");
	expect(words).toContain("Tokyo");
	expect(words).toContain(other);
	expect(words).not.toContain("Asia/");
	await button(Screen, "Use Berlin")();
	expect(preferences.value.zone).toBe("Europe/Berlin");
	expect(say).toHaveBeenCalledWith("Your time zone is Berlin.");
});

it("does not differ where the phone has another name of the saved zone", async () => {
	vi.stubEnv("TZ", "Asia/Calcutta");
	await savePreferences({ zone: "Asia/Kolkata" });
	expect(zoneDiffers.value).toBeNull();
	await savePreferences({ zone: "Europe/Berlin" });
	expect(zoneDiffers.value).not.toBeNull();
});
