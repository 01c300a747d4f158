/** The name and icon of the tab and the installed app: neutral ones, or Twofold's own. */

export type Guise = "neutral" | "twofold";

const KEY = "guise";
const GUISES = {
	neutral: {
		title: "Pages",
		manifest: "/neutral.webmanifest",
		icon: "/icons/neutral-192.png",
		homeIcon: "/icons/neutral-apple-touch-icon.png",
	},
	twofold: {
		title: "Twofold",
		manifest: "/manifest.webmanifest",
		icon: "/icons/mark.svg",
		homeIcon: "/icons/apple-touch-icon.png",
	},
} as const;

/** The setting of this phone. Stored outside the app's database, since it applies before that is open. */
export function guise(): Guise {
	try {
		return localStorage.getItem(KEY) === "twofold" ? "twofold" : "neutral";
	} catch {
		return "neutral";
	}
}

/** What the tab and the installed app are called. */
export function guiseName(): string {
	return GUISES[guise()].title;
}

export function setGuise(to: Guise): void {
	wear(to);
	try {
		localStorage.setItem(KEY, to);
	} catch {
		// if the browser stores nothing, the setting lasts until the next launch
	}
}

/** Call it at start, before the browser may offer to install. The served page has the neutral name and icon. */
export function useSavedGuise(): void {
	if (guise() === "twofold") wear("twofold");
}

function wear(to: Guise): void {
	const { title, manifest, icon, homeIcon } = GUISES[to];
	document.title = title;
	point('link[rel="manifest"]', manifest);
	point('link[rel="icon"]', icon);
	point('link[rel="apple-touch-icon"]', homeIcon);
	document.querySelector('meta[name="apple-mobile-web-app-title"]')?.setAttribute("content", title);
}

function point(selector: string, href: string): void {
	document.querySelector(selector)?.setAttribute("href", href);
}
