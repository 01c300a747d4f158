import { expect, it } from "vitest";
import { HEADLINE_BYTES } from "../crypto/seal";
import { lineHeadline, lineWords, readLine } from "./line";

it("reads a line, and none where there is none", () => {
	expect([
		readLine(lineWords("Soon")),
		readLine(null),
		readLine({}),
		readLine({ line: "" }),
		readLine({ line: 7 }),
	]).toEqual(["Soon", null, null, null, null]);
});

it.each(["x".repeat(500), "👩‍❤️‍👨".repeat(100), '"\\'.repeat(100)])("cuts a headline to what fits a push", (line) => {
	const headline = lineHeadline(lineWords(line));
	expect(new TextEncoder().encode(JSON.stringify(headline)).length).toBeLessThanOrEqual(HEADLINE_BYTES);
	expect(readLine(headline)?.endsWith("…")).toBe(true);
});

it("leaves a short line as it is, and no headline without one", () => {
	expect(lineHeadline(lineWords("Soon"))).toEqual({ line: "Soon" });
	expect(lineHeadline(null)).toBeNull();
});
