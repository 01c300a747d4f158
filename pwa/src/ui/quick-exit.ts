/** Leaves at once for a page that says nothing. Browser history stays, and the app says so where it explains this. */

const ELSEWHERE = "https://www.wikipedia.org/";

/** Covers first, so that nothing is left on the screen while the other page loads. */
export function quickExit(): void {
	document.documentElement.classList.add("covered");
	document.title = "";
	location.replace(navigator.onLine ? ELSEWHERE : "about:blank");
}
