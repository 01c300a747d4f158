import { expect, it } from "vitest";
import { nameNow, namesOf } from "./zone-names";

it("knows the old and the new name of a zone, whichever is asked about", () => {
	expect(namesOf("Asia/Calcutta")).toEqual(["Asia/Calcutta", "Asia/Kolkata"]);
	expect(namesOf("Asia/Kolkata")).toEqual(["Asia/Calcutta", "Asia/Kolkata"]);
	expect(nameNow("Europe/Kiev")).toBe("Europe/Kyiv");
	expect(nameNow("Europe/Berlin")).toBe("Europe/Berlin");
});

it.each(["Asia/Kolkata", "Europe/Kyiv", "America/Nuuk", "Pacific/Kanton", "America/Atikokan", "Pacific/Chuuk"])(
	"has two names of one zone for %s, by the browser's own data",
	(zone) => {
		const same = namesOf(zone).map(
			(timeZone) => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone,
		);
		expect(same).toHaveLength(2);
		expect(same[0]).toBe(same[1]);
	},
);
