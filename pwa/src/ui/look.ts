/**
 * Light or dark: as the phone is set, or as chosen here. public/look.js applies it before the first paint. It is a
 * classic script, since modules run after the first paint, and small, since the paint waits for it. It also reacts to
 * a choice here and in other tabs.
 */

export type Look = "phone" | "light" | "dark";

const KEY = "look";

/** The choice on this phone. Stored outside the app's database, since it applies before that is open. */
export function look(): Look {
	const { look: applied } = document.documentElement.dataset;
	return applied === "light" || applied === "dark" ? applied : "phone";
}

/** Applies the choice in every tab at once, and at the next launch. */
export function setLook(to: Look): void {
	dispatchEvent(new CustomEvent(KEY, { detail: to }));
	try {
		if (to === "phone") localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, to);
	} catch {
		// if the browser stores nothing, the choice lasts until the next launch
	}
}
