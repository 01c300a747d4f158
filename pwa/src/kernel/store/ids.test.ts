import { expect, it } from "vitest";
import { firstIdAt, newId } from "./ids";

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("makes UUIDv7 that sort by their making, also within a millisecond and when the clock is set back", () => {
	const now = Date.now();
	const ids = [newId(now), newId(now), newId(now + 1), newId(now - 60_000), newId(now + 2)];
	expect(ids.every((id) => UUID7.test(id))).toBe(true);
	expect([...ids].sort()).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
});

it("knows the first id of an instant", () => {
	const now = Date.now() + 100_000;
	expect(firstIdAt(now) < newId(now)).toBe(true);
	expect(firstIdAt(now + 1) > newId(now)).toBe(true);
	expect(firstIdAt(Date.parse("2026-11-23T05:12:00Z"))).toMatch(/^01/);
});
