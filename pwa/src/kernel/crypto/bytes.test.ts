import { expect, test } from "vitest";
import { canonical, canonicalValue, fromBase64url, randomBytes, toBase64url, utf8 } from "./bytes";
import { vectors } from "./sealing-vectors";

test.each(vectors.canonical)("spells $spelling", ({ value, spelling }) => {
	expect(canonical([canonicalValue(value)])).toEqual(utf8(spelling));
});

test.each(vectors.not_canonical)("refuses %j, which two languages could write differently", (...list) => {
	expect(() => canonical(list)).toThrow(TypeError);
});

test.each(vectors.not_base64url)("refuses %j, which is another spelling", (text) => {
	expect(() => fromBase64url(text)).toThrow(SyntaxError);
});

test("base64url brings every length back", () => {
	for (let length = 0; length < 100; length++) {
		const bytes = randomBytes(length);
		expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
	}
});
