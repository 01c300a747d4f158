import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let channel: typeof import("../kernel/store/channel");
let exit: typeof import("./quick-exit");
let marks: Map<string, string>;
let classes: Set<string>;
const location = { replace: vi.fn(), reload: vi.fn() };
const add = (name: string) => classes.add(name);
const contains = (name: string) => classes.has(name);
let page: EventTarget;

beforeEach(async () => {
	marks = new Map();
	classes = new Set();
	page = new EventTarget();
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => marks.get(key) ?? null,
		setItem: (key: string, value: string) => marks.set(key, value),
		removeItem: (key: string) => marks.delete(key),
	});
	vi.stubGlobal("document", { documentElement: { classList: { add, contains } }, title: "Pages" });
	vi.stubGlobal("location", location);
	vi.stubGlobal("window", page);
	await open();
});

afterEach(() => {
	channel.closeChannel();
	vi.unstubAllGlobals();
});

/** Opens the app in a new page, in place of the one before. */
async function open(): Promise<void> {
	channel?.closeChannel();
	vi.resetModules();
	channel = await import("../kernel/store/channel");
	exit = await import("./quick-exit");
}

describe("after a quick exit", () => {
	beforeEach(() => exit.quickExit());

	it("leaves, and the app opens covered, as often as it is opened", async () => {
		expect(location.replace).toHaveBeenCalledOnce();
		for (const _ of [1, 2]) {
			await open();
			expect(exit.covered.value).toBe(true);
		}
	});

	it("shows the app after one tap, and from then on", async () => {
		await open();
		exit.uncover();
		expect(exit.covered.value).toBe(false);
		await open();
		expect(exit.covered.value).toBe(false);
	});

	it("loads the page anew that left, though the app was opened in another tab since", () => {
		exit.hearQuickExit();
		exit.uncover();
		page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
		expect(location.reload).toHaveBeenCalledOnce();
	});

	it.each([
		["loads a page anew that the browser kept from before", true, 1],
		["loads an ordinary page once", false, 0],
	])("%s", (_, persisted, times) => {
		exit.hearQuickExit();
		page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
		expect(location.reload).toHaveBeenCalledTimes(times);
	});
});

it("opens uncovered where nobody left", () => {
	expect(exit.covered.value).toBe(false);
	exit.hearQuickExit();
	page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
	expect(location.reload).not.toHaveBeenCalled();
});

it("leaves, though the browser stores nothing", async () => {
	vi.stubGlobal("localStorage", undefined);
	exit.quickExit();
	expect(location.replace).toHaveBeenCalledOnce();
	await open();
	expect(exit.covered.value).toBe(false);
});

it("leaves with every tab", async () => {
	exit.hearQuickExit();
	const other = new BroadcastChannel("twofold");
	other.postMessage({ type: "quick_exit" });
	await vi.waitFor(() => expect(location.replace).toHaveBeenCalledOnce());
	other.close();
	await open();
	expect(exit.covered.value).toBe(true);
});
