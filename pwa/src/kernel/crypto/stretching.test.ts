import { describe, expect, it } from "vitest";
import { measureRounds } from "./stretching";

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
