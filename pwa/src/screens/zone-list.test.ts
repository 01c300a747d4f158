import { afterEach, expect, it, vi } from "vitest";
import { allZones, cityOf, findZones, regionOf } from "./zone-list";

afterEach(() => vi.restoreAllMocks());

it("offers all that the browser knows, and UTC", () => {
	expect(allZones().length).toBeGreaterThan(300);
	expect(allZones()).toContain("UTC");
});

it("offers some where the browser lists none", () => {
	vi.stubGlobal("Intl", { ...Intl, supportedValuesOf: undefined });
	expect(allZones()).toContain("Europe/Berlin");
	expect(allZones()).toContain("UTC");
	vi.unstubAllGlobals();
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

it("finds nothing by what is no place", () => {
	expect(findZones(allZones(), "middle earth")).toEqual([]);
});

it("says city and region apart", () => {
	expect(["America/Argentina/Ushuaia", "UTC"].map((zone) => [cityOf(zone), regionOf(zone)])).toEqual([
		["Ushuaia", "America, Argentina"],
		["UTC", ""],
	]);
});
