import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ARRIVING, arrivals } from "./arriving";

let arriving: boolean;

beforeEach(() => {
	vi.useFakeTimers();
	arriving = false;
});

afterEach(() => {
	vi.useRealTimers();
});

/** A place on the screen, which stops its last wait when something else takes it, as an effect does. */
function place(first?: string): (key?: string) => void {
	const stand = arrivals(first, (now) => {
		arriving = now;
	});
	let stop: (() => void) | undefined;
	return (key) => {
		stop?.();
		stop = stand(key);
	};
}

it.each([[undefined], ["ask/1"]])("takes no tap for 0.6 seconds on what came after %s", (before) => {
	const stand = place(before);
	stand(before);
	stand("pause/1");
	vi.advanceTimersByTime(ARRIVING - 1);
	expect(arriving).toBe(true);
	vi.advanceTimersByTime(1);
	expect(arriving).toBe(false);
});

it("takes taps at once on what was there when the screen opened", () => {
	place("ask/1")("ask/1");
	expect(arriving).toBe(false);
});

it("counts the time anew for each that comes", () => {
	const stand = place();
	stand("ask/1");
	vi.advanceTimersByTime(ARRIVING - 100);
	stand("ask/2");
	vi.advanceTimersByTime(ARRIVING - 1);
	expect(arriving).toBe(true);
	vi.advanceTimersByTime(1);
	expect(arriving).toBe(false);
});
