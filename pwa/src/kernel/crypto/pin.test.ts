import { describe, expect, it, vi } from "vitest";
import { type LockKeys, makeLock, openLock } from "./pin";
import { RefusedError } from "./sealing-errors";

// Seventy PINs are stretched here, and none of these tests is about how long that takes (see stretching.test.ts).
vi.mock("./stretching", async (original) => ({
	...(await original<typeof import("./stretching")>()),
	measureRounds: async () => 1_000,
}));

describe("a lock", () => {
	it("opens with its PIN and no other, and keeps its keys to itself", async () => {
		const keys = await makeLock("271828");
		const { key, renewed } = await openLock("271828", keys);
		expect([key.extractable, renewed]).toEqual([false, null]);
		expect(keys.secret.extractable).toBe(false);
		await expect(openLock("271829", keys)).rejects.toThrow(RefusedError);
	});

	it.each([
		["٢٧١٨٢٨", "271828"],
		["271828", "٢٧١٨٢٨"],
		["２７１８２８", "271828 "],
		["271828 ", "۲۷۱۸۲۸"],
	])("that was set as %j opens with %j", async (set, typed) => {
		const keys = await makeLock(set);
		await openLock(typed, keys);
		await expect(openLock("271829", keys)).rejects.toThrow(RefusedError);
	});

	it.each([
		["٢٧١٨٢٨", "٢٧١٨٢٨"],
		["٢٧١٨٢٨", "271828"],
		["271828", "٢٧١٨٢٨"],
		["271828 ", "271828"],
		["２７１８２８", "271828 "],
	])(
		"that was set as %j before there was one spelling opens with %j, and from then on with each",
		async (set, typed) => {
			const keys = await asBefore(set);
			const isOther = set !== "271828";
			if (isOther) await expect(openLock("271828", { ...keys, spelled: true })).rejects.toThrow(RefusedError);
			const { renewed } = await openLock(typed, keys);
			if (!renewed) throw new Error("a lock from before is renewed");
			expect((await openLock("۲۷۱۸۲۸", renewed)).renewed).toBeNull();
			await expect(openLock("271829", renewed)).rejects.toThrow(RefusedError);
		},
	);

	it("from before opens with no other PIN", async () => {
		await expect(openLock("271829", await asBefore("٢٧١٨٢٨"))).rejects.toThrow(RefusedError);
	});

	it("does not open on another phone, whatever was copied", async () => {
		const keys = await makeLock("271828");
		const { secret } = await makeLock("271828");
		await expect(openLock("271828", { ...keys, secret })).rejects.toThrow(RefusedError);
	});

	it("differs each time", async () => {
		const [one, other] = [await makeLock("271828"), await makeLock("271828")];
		expect(one.stretching.salt).not.toEqual(other.stretching.salt);
		expect(one.wrapped).not.toEqual(other.wrapped);
	});
});

/** A lock whose PIN was stretched as it was typed. */
async function asBefore(pin: string): Promise<LockKeys> {
	const digits = await import("./pin-digits");
	const spelling = vi.spyOn(digits, "plainPin").mockImplementation((typed) => typed);
	const { spelled: _, ...keys } = await makeLock(pin);
	spelling.mockRestore();
	return keys;
}
