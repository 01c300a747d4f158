/**
 * Leaves at once for a neutral page, and covers the app until somebody opens it again: Back would otherwise show an
 * earlier screen with its words. The browser history stays; the app says so where it explains quick exit.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { hear, tell } from "../kernel/store/channel";

const ELSEWHERE = "https://www.wikipedia.org/";
const KEY = "covered";
const BLANK = "covered";

const closed = signal(isMarked());

/** Whether somebody left by quick exit, and nobody has opened the app since. Then no screen may show. */
export const covered: ReadonlySignal<boolean> = closed;

/** Leaves with all tabs of the app. */
export function quickExit(): void {
	tell({ type: "quick_exit" });
	leave();
}

/** Leaves whenever another tab has left. Loads a page anew that the browser kept from before the exit. */
export function hearQuickExit(): void {
	hear(({ type }) => type === "quick_exit" && leave());
	window.addEventListener("pageshow", ({ persisted }) => persisted && (isMarked() || isBlank()) && location.reload());
}

/** Opens the app after a quick exit, in this tab and those opened later. */
export function uncover(): void {
	closed.value = false;
	try {
		localStorage.removeItem(KEY);
	} catch {
		// if the browser stores nothing, there is no mark
	}
}

/** Covers the page first, so that nothing is visible while the other page loads. */
function leave(): void {
	document.documentElement.classList.add(BLANK);
	document.title = "";
	mark();
	location.replace(navigator.onLine ? ELSEWHERE : "about:blank");
}

/** In localStorage, which is written at once: the page is about to go. */
function mark(): void {
	try {
		localStorage.setItem(KEY, "");
	} catch {
		// if the browser stores nothing, Back shows the app
	}
}

/** Whether this page itself left: nothing on it shows, whoever has opened the app in another tab since. */
function isBlank(): boolean {
	return document.documentElement.classList.contains(BLANK);
}

function isMarked(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}
