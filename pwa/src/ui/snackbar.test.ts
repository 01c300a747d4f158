/** What the line at the bottom says, and when it says nothing. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { localProblem } from "../kernel/browser/problem";
import { closeScreen, wordsIn } from "../testing/screen";
import { hearFailures, hush, Snackbar, say } from "./snackbar";

const TOLD = "Ben will see that you'd rather not.";
const place = vi.hoisted(() => ({ path: "/" }));

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => place }));
vi.mock("./act", () => ({ saidOf: async ({ title }: { readonly title: string }) => title }));

let page: EventTarget;

beforeEach(() => {
	vi.useFakeTimers();
	page = new EventTarget();
	vi.stubGlobal("window", page);
});

afterEach(() => {
	hush();
	closeScreen();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** The words and the buttons at this address, once the effects have run. */
async function shownAt(path: string): Promise<readonly string[]> {
	place.path = path;
	const words = ["span", "button"].flatMap((tag) => wordsIn(Snackbar, tag));
	await vi.advanceTimersByTimeAsync(0);
	return words;
}

async function fail(title: string): Promise<void> {
	const reason = localProblem("not_stored", title);
	page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));
	await vi.advanceTimersByTimeAsync(0);
}

it("says what happened for five seconds", async () => {
	say(TOLD);
	expect(await shownAt("/time")).toEqual([TOLD]);
	await vi.advanceTimersByTimeAsync(5000);
	expect(await shownAt("/time")).toEqual([]);
});

it.each(["/help", "/help/check"])("says nothing at %s, nor after it, of what a tap before it did", async (help) => {
	place.path = help;
	say(TOLD);
	expect(await shownAt(help)).toEqual([]);
	expect(await shownAt("/")).toEqual([]);
});

it("says after Help that something failed meanwhile", async () => {
	const stop = hearFailures();
	await fail("It could not be saved.");
	expect(await shownAt("/help")).toEqual([]);
	expect(await shownAt("/")).toEqual(["It could not be saved."]);
	stop();
});
