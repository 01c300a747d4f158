import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeChannel } from "../store/channel";
import { showLock, showLocked } from "../store/locked";
import { watchIdle } from "./idle";

const MINUTE = 60_000;

class FakeElement extends EventTarget {
	constructor(readonly leaves = false) {
		super();
	}

	closest(): FakeElement | null {
		return this.leaves ? this : null;
	}
}

let page: EventTarget;
let locks: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["Date", "performance"] });
	page = new EventTarget();
	vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
	vi.stubGlobal("document", new EventTarget());
	vi.stubGlobal("Element", FakeElement);
	// timers do not run while a phone sleeps
	vi.stubGlobal("setInterval", () => 0);
	showLock({ idle_minutes: 5 } as Parameters<typeof showLock>[0]);
	locks = vi.fn(() => {
		showLock(null);
		watchIdle(() => undefined);
	});
	watchIdle(locks);
});

afterEach(() => {
	showLock(null);
	showLocked(false);
	watchIdle(() => undefined);
	vi.unstubAllGlobals();
	vi.useRealTimers();
	closeChannel();
});

/** Whether a listener on the page receives the event. */
function reaches(kind: string, target?: FakeElement): boolean {
	const event = new Event(kind, { cancelable: true });
	if (target) Object.defineProperty(event, "target", { value: target });
	const heard = vi.fn();
	page.addEventListener(kind, heard);
	page.dispatchEvent(event);
	page.removeEventListener(kind, heard);
	expect(event.defaultPrevented).toBe(heard.mock.calls.length === 0);
	return heard.mock.calls.length > 0;
}

describe("the first touch after the app was idle while timers stood still", () => {
	it.each([
		["pointerdown", ["pointerup", "click"]],
		["keydown", ["keypress", "keyup"]],
		["click", []],
	])("locks and is not carried out: %s", (first, rest) => {
		vi.advanceTimersByTime(60 * MINUTE);
		for (const kind of [first, ...rest]) expect(reaches(kind)).toBe(false);
		expect(locks).toHaveBeenCalledOnce();
		for (const kind of [first, ...rest]) expect(reaches(kind)).toBe(true);
	});

	it("is held back when only the phone's clock went on", () => {
		vi.setSystemTime(Date.now() + 60 * MINUTE);
		expect(reaches("pointerdown")).toBe(false);
	});

	it("is held back when the phone's clock was set back", () => {
		vi.setSystemTime(Date.now() - 60 * MINUTE);
		expect(reaches("keydown")).toBe(false);
	});

	it("holds back no PIN that is typed while the app still locks", () => {
		locks.mockImplementation(() => showLocked(true));
		vi.advanceTimersByTime(60 * MINUTE);
		for (const kind of ["keydown", "keypress", "keyup"]) expect(reaches(kind)).toBe(false);
		for (const kind of ["pointerdown", "click", "keydown", "input", "keyup"]) expect(reaches(kind)).toBe(true);
		expect(locks).toHaveBeenCalledOnce();
	});

	it("may leave at once", () => {
		vi.advanceTimersByTime(60 * MINUTE);
		expect(reaches("pointerdown", new FakeElement(true))).toBe(true);
		expect(locks).not.toHaveBeenCalled();
		expect(reaches("pointerdown", new FakeElement())).toBe(false);
	});

	it("is carried out within the time", () => {
		for (let minutes = 0; minutes < 12; minutes += 4) {
			vi.advanceTimersByTime(4 * MINUTE);
			expect(reaches("pointerdown")).toBe(true);
		}
		expect(locks).not.toHaveBeenCalled();
	});
});

describe("a page that is looked at again", () => {
	it.each([
		["visibilitychange", () => document],
		["resume", () => document],
		["focus", () => page],
		["pageshow", () => page],
	])("looks first: %s", (kind, where) => {
		vi.advanceTimersByTime(60 * MINUTE);
		where().dispatchEvent(new Event(kind));
		expect(locks).toHaveBeenCalledOnce();
	});
});
