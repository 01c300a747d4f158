import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { PLACES } from "./places";
import { isFilled } from "./slot";

it("hides a place in which no practice has a part", () => {
	expect(PLACES.map(({ path }) => path)).toEqual(["/", "/talk", "/time"]);
});

it("counts the screens of a practice to the place that it has parts in", () => {
	const covers = PLACES.map(({ path, covers }) => [path, [...covers].sort()]);
	expect(covers).toEqual([
		["/", []],
		["/talk", ["/asks/", "/conversations/", "/patterns/", "/reflections/", "/talk/", "/topics/", "/wobbles/"]],
		["/time", ["/rituals/", "/time/"]],
	]);
});

it("is begun by what a part has to show, not by what is always there", () => {
	const shows = signal(false);
	const parts = [{ make: { Part: () => null } }, { coming: { Part: () => null, shows } }];
	expect(isFilled<"time">(parts, "coming", "make")).toBe(false);
	shows.value = true;
	expect(isFilled<"time">(parts, "coming", "make")).toBe(true);
	expect(isFilled<"time">(parts, "make", "lists")).toBe(false);
});
