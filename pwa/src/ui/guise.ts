/** The name and icon under which the app is put on the home screen: its own, or one that says nothing. */

export type Guise = "twofold" | "neutral";

const KEY = "guise";
const GUISES = {
	twofold: { title: "Twofold", manifest: "/manifest.webmanifest", icon: "/icons/apple-touch-icon.png" },
	neutral: { title: "Pages", manifest: "/neutral.webmanifest", icon: "/icons/neutral-apple-touch-icon.png" },
} as const;

/** What this phone was set to; lives outside the app's store, since it holds before anybody has started. */
export function guise(): Guise {
	try {
		return localStorage.getItem(KEY) === "neutral" ? "neutral" : "twofold";
	} catch {
		return "twofold";
	}
}

export function setGuise(to: Guise): void {
	localStorage.setItem(KEY, to);
	wear(to);
}

/** Called at start, before the browser may offer to install. */
export function useSavedGuise(): void {
	if (guise() === "neutral") wear("neutral");
}

function wear(to: Guise): void {
	const { title, manifest, icon } = GUISES[to];
	document.title = title;
	point('link[rel="manifest"]', manifest);
	point('link[rel="apple-touch-icon"]', icon);
	document.querySelector('meta[name="apple-mobile-web-app-title"]')?.setAttribute("content", title);
}

function point(selector: string, href: string): void {
	document.querySelector(selector)?.setAttribute("href", href);
}
