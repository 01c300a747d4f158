/**
 * Light or dark: as the phone has it, or as chosen here. public/look.js applies it before the first paint: it is no module,
 * since those run after it, and small, since the first paint waits for it. It hears of a choice here and in other tabs.
 */

export type Look = "phone" | "light" | "dark";

const KEY = "look";

/** What was chosen on this phone; lives outside the app's store, since it holds before that is open. */
export function look(): Look {
	const { look: applied } = document.documentElement.dataset;
	return applied === "light" || applied === "dark" ? applied : "phone";
}

/** At once, in every tab, and from the next launch on. */
export function setLook(to: Look): void {
	dispatchEvent(new CustomEvent(KEY, { detail: to }));
	try {
		if (to === "phone") localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, to);
	} catch {
		// where the browser keeps nothing it holds until the next launch
	}
}
