import { expect, it } from "vitest";
import { agreeToCode, wasAgreed } from "./carried-code";

it("asks inside unless this very code was agreed to at the door, and then only once", () => {
	agreeToCode("ONE");
	expect(wasAgreed("ONE")).toBe(true);
	expect(wasAgreed("ONE")).toBe(false);
	agreeToCode("ONE");
	expect(wasAgreed("ANOTHER")).toBe(false);
});
