/** Leaves at once for a neutral page. The browser history stays; the app says so where it explains quick exit. */

import { hear, tell } from "../kernel/channel";

const ELSEWHERE = "https://www.wikipedia.org/";

/** Leaves with all tabs of the app. */
export function quickExit(): void {
	tell({ type: "quick_exit" });
	leave();
}

/** Leaves whenever another tab has left. */
export function hearQuickExit(): void {
	hear(({ type }) => type === "quick_exit" && leave());
}

/** Covers the page first, so that nothing is visible while the other page loads. */
function leave(): void {
	document.documentElement.classList.add("covered");
	document.title = "";
	location.replace(navigator.onLine ? ELSEWHERE : "about:blank");
}
