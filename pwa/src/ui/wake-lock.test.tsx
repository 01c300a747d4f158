import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { closeScreen, wordsIn } from "../testing/screen";
import { useWakeLock } from "./wake-lock";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);

let page: EventTarget & { visibilityState: string };
const request = vi.fn(async () => ({ release: vi.fn() }));

beforeEach(() => {
	page = Object.assign(new EventTarget(), { visibilityState: "visible" });
	vi.stubGlobal("document", page);
	request.mockClear();
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

function Screen() {
	useWakeLock();
	return <p>Breathe</p>;
}

/** Once its effects have run. */
async function opens(): Promise<readonly string[]> {
	const words = wordsIn(Screen, "p");
	await Promise.resolve();
	await Promise.resolve();
	return words;
}

it("keeps the screen on, and again once the page is back", async () => {
	vi.stubGlobal("navigator", { wakeLock: { request } });
	await opens();
	expect(request).toHaveBeenCalledExactlyOnceWith("screen");
	page.visibilityState = "hidden";
	page.dispatchEvent(new Event("visibilitychange"));
	expect(request).toHaveBeenCalledOnce();
	page.visibilityState = "visible";
	page.dispatchEvent(new Event("visibilitychange"));
	expect(request).toHaveBeenCalledTimes(2);
});

it("changes nothing where a browser cannot, or refuses", async () => {
	vi.stubGlobal("navigator", {});
	expect(await opens()).toEqual(["Breathe"]);
	closeScreen();
	request.mockRejectedValueOnce(new Error("the battery is low"));
	vi.stubGlobal("navigator", { wakeLock: { request } });
	expect(await opens()).toEqual(["Breathe"]);
	expect(request).toHaveBeenCalledOnce();
});
