import { afterEach, describe, expect, it, vi } from "vitest";
import { placeOf } from "../ui/place-of";
import { allZones, findZones, regionOf } from "./zone-list";

afterEach(() => {
	vi.restoreAllMocks();
});

it("offers all that the browser knows, and UTC", () => {
	expect(allZones().length).toBeGreaterThan(300);
	expect(allZones()).toContain("UTC");
});

it.each([
	["berl", "Europe/Berlin"],
	["São Paulo", "America/Sao_Paulo"],
	["new york", "America/New_York"],
	["america new_york", "America/New_York"],
	["utc", "UTC"],
])("finds by %s", (typed, zone) => {
	expect(findZones(allZones(), typed)[0]).toBe(zone);
});

describe.each([
	["Chromium", ["Asia/Calcutta", "Asia/Rangoon", "Asia/Saigon", "Europe/Kiev"]],
	["Firefox", ["Asia/Kolkata", "Asia/Yangon", "Asia/Ho_Chi_Minh", "Europe/Kyiv"]],
])("a zone as %s names it", (_, all) => {
	it.each([
		["Kolkata", "Calcutta", 0],
		["Yangon", "rangoon", 1],
		["Ho Chi Minh", "saigon", 2],
		["Kyiv", "kiev", 3],
	])("is found by %s and by %s, and shown by its name of now", (now, before, at) => {
		expect([findZones(all, now), findZones(all, before)]).toEqual([[all[at]], [all[at]]]);
		expect(placeOf(all[at] ?? "")).toBe(now);
	});
});

it("offers a renamed zone once", () => {
	vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Asia/Calcutta", "Asia/Kolkata", "Europe/Berlin"]);
	expect(allZones().map(placeOf)).toEqual(["Kolkata", "Berlin", "UTC"]);
});

it("finds nothing by what is no place", () => {
	expect(findZones(allZones(), "middle earth")).toEqual([]);
});

it("says city and region apart", () => {
	expect(["America/Argentina/Ushuaia", "UTC"].map((zone) => [placeOf(zone), regionOf(zone)])).toEqual([
		["Ushuaia", "America, Argentina"],
		["UTC", ""],
	]);
});
