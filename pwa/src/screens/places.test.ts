import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { PRACTICES } from "../practices";
import { PLACES, placeCovering } from "./places";
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

it.each([
	["/rituals", "/time"],
	["/rituals/one/of/none", "/time"],
	["/asks", "/talk"],
	["/ritualsandmore", "/"],
	["/readiness", "/"],
])("leads from %s, which no screen has, to %s", (path, to) => {
	expect(placeCovering(path)).toBe(to);
});

it("has a screen, or a place, for the name of each practice with a list", () => {
	const paths = PRACTICES.flatMap(({ screens = [] }) => screens.map(({ path }) => path));
	const lists = ["asks", "conversations", "journal", "patterns", "pauses", "reflections", "rituals", "topics", "wins"];
	for (const list of [...lists, "wobbles"])
		expect(paths.includes(`/${list}`) || placeCovering(`/${list}`) !== "/").toBe(true);
});

it("is begun by what a part has to show, not by what is always there", () => {
	const shows = signal(false);
	const parts = [{ make: { Part: () => null } }, { coming: { Part: () => null, shows } }];
	expect(isFilled<"time">(parts, "coming", "make")).toBe(false);
	shows.value = true;
	expect(isFilled<"time">(parts, "coming", "make")).toBe(true);
	expect(isFilled<"time">(parts, "make", "lists")).toBe(false);
});
