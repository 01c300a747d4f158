import { expect, it, vi } from "vitest";
import { linkFrom, useCameFrom } from "./came-from";

const place = vi.hoisted(() => ({ query: {} as Record<string, string> }));

vi.mock("preact-iso", () => ({ useLocation: () => place }));

function arrive(href: string) {
	place.query = Object.fromEntries(new URL(href, "https://twofold.invalid").searchParams);
	return useCameFrom("/reflections");
}

it("leads back to the place that the link came from, also over steps", () => {
	const href = linkFrom("pause", "/reflections/new");
	expect(arrive(href)).toEqual({ origin: "pause", back: "/pause" });
	expect(arrive(linkFrom(arrive(href).origin, "/reflections/new?step=feel")).back).toBe("/pause");
	expect(place.query.step).toBe("feel");
});

it.each(["", "?from=", "?from=constructor", "?from=https://elsewhere.invalid", "?from=//elsewhere.invalid"])(
	"leads where it always did from an address with %j",
	(search) => expect(arrive(`/reflections/new${search}`)).toEqual({ origin: null, back: "/reflections" }),
);

it("adds nothing to a link of a screen that nobody came to from another", () => {
	expect(linkFrom(null, "/reflections/new?step=feel")).toBe("/reflections/new?step=feel");
});
