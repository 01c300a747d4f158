import { expect, it } from "vitest";
import { placeOf } from "../ui/place-of";
import { allZones, findZones, regionOf } from "./zone-list";

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

it("finds nothing by what is no place", () => {
	expect(findZones(allZones(), "middle earth")).toEqual([]);
});

it("says city and region apart", () => {
	expect(["America/Argentina/Ushuaia", "UTC"].map((zone) => [placeOf(zone), regionOf(zone)])).toEqual([
		["Ushuaia", "America, Argentina"],
		["UTC", ""],
	]);
});
