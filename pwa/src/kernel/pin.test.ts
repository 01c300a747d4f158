import { describe, expect, it } from "vitest";
import { makeLock, measureRounds, openLock } from "./pin";
import { RefusedError } from "./sealing-errors";

describe("a lock", () => {
	it("opens with its PIN and no other, and keeps its keys to itself", async () => {
		const keys = await makeLock("271828");
		const opened = await openLock("271828", keys);
		expect(opened.extractable).toBe(false);
		expect(keys.secret.extractable).toBe(false);
		await expect(openLock("271829", keys)).rejects.toThrow(RefusedError);
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

describe("the rounds", () => {
	const clockThatTakes = (milliseconds: number) => {
		const times = [0, milliseconds];
		return () => times.shift() ?? 0;
	};

	it("take half a second on this phone", async () => {
		expect(await measureRounds(clockThatTakes(25))).toBe(2_000_000);
	});

	it("are never fewer than are due, nor more than anybody waits for", async () => {
		expect(await measureRounds(clockThatTakes(5000))).toBe(600_000);
		expect(await measureRounds(clockThatTakes(0))).toBe(10_000_000);
	});
});
