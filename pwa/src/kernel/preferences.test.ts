import { afterEach, expect, it, vi } from "vitest";
import { phoneZone } from "./preferences";

afterEach(() => vi.restoreAllMocks());

it.each([
	["Europe/Berlin", "Europe/Berlin"],
	["Etc/Unknown", "UTC"],
	[undefined, "UTC"],
])("a phone in the zone %s begins in %s", (told, zone) => {
	const options = new Intl.DateTimeFormat().resolvedOptions();
	// some systems leave out what the types promise
	const answered = { ...options, timeZone: told } as Intl.ResolvedDateTimeFormatOptions;
	vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue(answered);
	expect(phoneZone()).toBe(zone);
});
