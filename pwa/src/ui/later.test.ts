import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isPutAway, putAway, putAwayForGood } from "./later";

const DAY = 86_400_000;

/** The part of a browser's Storage that is used: stored values are its own properties. */
class Kept {
	[key: string]: unknown;

	getItem(key: string): unknown {
		return this[key] ?? null;
	}

	setItem(key: string, value: string): void {
		this[key] = value;
	}

	removeItem(key: string): void {
		delete this[key];
	}
}

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["Date"] });
	vi.stubGlobal("localStorage", new Kept());
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it("keeps no mark from which anybody could count later how asks went", () => {
	putAway("ask:1:not_now");
	putAwayForGood("zone-untold");
	localStorage.setItem("guise", "notes");
	vi.setSystemTime(Date.now() + 13 * DAY);
	putAway("ask:2:not_now");
	expect(Object.keys(localStorage).sort()).toEqual([
		"guise",
		"later:ask:1:not_now",
		"later:ask:2:not_now",
		"later:zone-untold",
	]);
	vi.setSystemTime(Date.now() + 2 * DAY);
	putAway("name");
	expect(Object.keys(localStorage).sort()).toEqual(["guise", "later:ask:2:not_now", "later:name", "later:zone-untold"]);
	expect(isPutAway("zone-untold")).toBe(true);
});
