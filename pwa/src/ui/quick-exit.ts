/** Leaves at once for a page that says nothing. Browser history stays, and the app says so where it explains this. */

import { hear, tell } from "../kernel/channel";

const ELSEWHERE = "https://www.wikipedia.org/";

/** Leaves with every tab of the app. */
export function quickExit(): void {
	tell({ type: "quick_exit" });
	leave();
}

/** Leaves with whichever tab was left. */
export function hearQuickExit(): void {
	hear(({ type }) => type === "quick_exit" && leave());
}

/** Covers first, so that nothing is left on the screen while the other page loads. */
function leave(): void {
	document.documentElement.classList.add("covered");
	document.title = "";
	location.replace(navigator.onLine ? ELSEWHERE : "about:blank");
}
