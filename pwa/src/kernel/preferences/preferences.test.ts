/** @module-tag slow */

import { afterEach, expect, it, vi } from "vitest";
import { ana } from "../../testing/paired";
import { phoneZone } from "./preferences";

afterEach(() => vi.restoreAllMocks());

it.each([
	["Europe/Berlin", "Europe/Berlin"],
	["Asia/Calcutta", "Asia/Calcutta"],
	["America/Argentina/ComodRivadavia", "America/Argentina/ComodRivadavia"],
	["Etc/GMT+3", "Etc/GMT+3"],
	["Etc/Unknown", "UTC"],
	["Factory", "UTC"],
	["localtime", "UTC"],
	["+02:00", "UTC"],
	["", "UTC"],
	[undefined, "UTC"],
])("a phone in the zone %s begins in %s", (told, zone) => {
	const options = new Intl.DateTimeFormat().resolvedOptions();
	// some systems omit it, although the types promise it
	const answered = { ...options, timeZone: told } as Intl.ResolvedDateTimeFormatOptions;
	vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue(answered);
	expect(phoneZone()).toBe(zone);
});

it("keeps both of two quick changes", async () => {
	const { savePreferences, preferences } = ana.preferences;
	await Promise.all([
		savePreferences({ notices: { asks: false } }),
		savePreferences({ notices: { pauses: false } }),
		savePreferences({ quiet_from: "21:00" }),
	]);
	expect(preferences.value).toMatchObject({
		notices: { asks: false, pauses: false, rituals: true },
		quiet_from: "21:00",
	});
});
