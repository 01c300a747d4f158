import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ignoreDoubleTaps } from "./double-tap";
import { once } from "./once";

/** The part of the DOM that a tap needs. */
class Place extends EventTarget {
	constructor(readonly matches: readonly string[]) {
		super();
	}

	closest(wanted: string): Place | null {
		return wanted.split(", ").some((one) => this.matches.includes(one)) ? this : null;
	}
}

class Click extends Event {
	readonly clientX: number;
	readonly clientY: number;
	readonly detail: number;
	override readonly timeStamp: number;

	constructor(at: number, { x = 100, y = 100, detail = 1, on = BUTTON } = {}) {
		super("click", { cancelable: true });
		[this.timeStamp, this.clientX, this.clientY, this.detail] = [at, x, y, detail];
		Object.defineProperty(this, "target", { value: on });
	}
}

class Key extends Event {
	constructor(
		readonly key: string,
		readonly repeat: boolean,
		on: Place,
	) {
		super("keydown", { cancelable: true });
		Object.defineProperty(this, "target", { value: on });
	}
}

const BUTTON = new Place(["button"]);
const FIELD = new Place(["label", "input"]);
const EXIT = new Place(["button", "[data-quick]"]);

let page: EventTarget;
let stop: () => void;

beforeEach(() => {
	vi.stubGlobal("Element", Place);
	vi.stubGlobal("MouseEvent", Click);
	vi.stubGlobal("KeyboardEvent", Key);
	page = new EventTarget();
	stop = ignoreDoubleTaps(page);
});

afterEach(() => {
	stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** Which of these taps reach the page. */
function reach(...taps: Event[]): boolean[] {
	let reached = false;
	page.addEventListener("click", () => (reached = true));
	page.addEventListener("keydown", () => (reached = true));
	return taps.map((tap) => {
		reached = false;
		page.dispatchEvent(tap);
		return reached && !tap.defaultPrevented;
	});
}

it("takes a double tap for one, and so a burst of taps, however long", () => {
	const burst = [1000, 1300, 1600, 1900, 2200, 2500].map((at) => new Click(at));
	expect(reach(...burst, new Click(2900))).toEqual([true, false, false, false, false, false, true]);
});

it("takes every second tap of an even pace of two in a second, as of somebody who taps Back", () => {
	const even = [1000, 1500, 2000, 2500, 3000].map((at) => new Click(at));
	expect(reach(...even)).toEqual([true, false, true, false, true]);
});

it("does not tap what moved under the finger", () => {
	const another = new Place(["button"]);
	expect(reach(new Click(1000), new Click(1300, { on: another, x: 110, y: 90 }))).toEqual([true, false]);
});

it("takes taps in two places for two", () => {
	expect(reach(new Click(1000), new Click(1100, { x: 180 }))).toEqual([true, true]);
});

it("lets people choose and type as fast as they can, and leave", () => {
	const taps = [FIELD, FIELD, EXIT, EXIT].map((on, place) => new Click(1000 + place * 50, { on }));
	expect(reach(...taps)).toEqual([true, true, true, true]);
});

it("leaves keys and screen readers alone, whose clicks have no place", () => {
	expect(reach(new Click(1000, { detail: 0 }), new Click(1100, { detail: 0 }))).toEqual([true, true]);
});

it("takes a key that is held down for one on a button, and for many in a field", () => {
	const keys = [new Key("Enter", false, BUTTON), new Key("Enter", true, BUTTON), new Key(" ", true, BUTTON)];
	expect(reach(...keys, new Key("Enter", true, FIELD), new Key("a", true, FIELD))).toEqual([
		true,
		false,
		false,
		true,
		true,
	]);
});

it("runs a handler once while it runs, and shortly after it began", async () => {
	vi.useFakeTimers();
	const slow = Promise.withResolvers<void>();
	const act = vi.fn(() => slow.promise);
	const tap = once(act);
	for (const wait of [0, 100, 500, 2000]) {
		await vi.advanceTimersByTimeAsync(wait);
		void tap();
	}
	expect(act).toHaveBeenCalledTimes(1);
	slow.resolve();
	await vi.advanceTimersByTimeAsync(0);
	void tap();
	expect(act).toHaveBeenCalledTimes(2);
	await vi.advanceTimersByTimeAsync(300);
	void tap();
	expect(act).toHaveBeenCalledTimes(2);
	await vi.advanceTimersByTimeAsync(500);
	void tap();
	expect(act).toHaveBeenCalledTimes(3);
});

it("throws what fails, and may be tapped again", async () => {
	vi.useFakeTimers();
	const tap = once(() => Promise.reject(new Error("no room")));
	await expect(tap()).rejects.toThrow("no room");
	await vi.advanceTimersByTimeAsync(700);
	await expect(tap()).rejects.toThrow("no room");
});
