import { expect, it } from "vitest";
import vectors from "../../../../tests/vectors/readiness.json";
import { endOf, latestEnd, readLatest, readyWords } from "./words";

it.each(vectors.ends)("seals $name", ({ reveal, started_at, duration_seconds, until }) => {
	const started = Date.parse(started_at);
	const rule = reveal === "always" ? reveal : "mutual";
	const words = readyWords(3, latestEnd(rule, { started, until: endOf(started, duration_seconds) }));
	expect(words).toEqual({ energy: 3, until });
	expect(readLatest(words)).toBe(Date.parse(until));
});

it("reads no end where none is sealed", () => {
	expect([readLatest(null), readLatest({ energy: 3 }), readLatest({ until: "soon" })]).toEqual([null, null, null]);
});
