import { expect, it } from "vitest";
import { agreeToCode, carryCode, lookedUp, wasAgreed } from "./carried-code";

const ANA = { purpose: "pair", from: "Ana" } as const;

it("asks inside unless this very code was agreed to at the door, and then only once", () => {
	agreeToCode("ONE", ANA);
	expect(wasAgreed("ONE")).toBe(true);
	expect(wasAgreed("ONE")).toBe(false);
	agreeToCode("ONE", ANA);
	expect(wasAgreed("ANOTHER")).toBe(false);
});

it("knows where the code leads that was looked up last, and agrees to none by that", () => {
	carryCode("ONE", ANA);
	expect([lookedUp("ONE"), lookedUp("ANOTHER"), wasAgreed("ONE")]).toEqual([ANA, null, false]);
});
