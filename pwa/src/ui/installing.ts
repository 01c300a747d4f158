/** Whether the app is on the home screen, and how to install it. */

import { type ReadonlySignal, signal } from "@preact/signals";

/** Chromium's event, which lib.dom does not define. */
interface InstallEvent extends Event {
	prompt(): Promise<unknown>;
	readonly userChoice: Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

export type Installing = "installed" | "prompt" | "ios" | "menu";

const offered = signal<InstallEvent | null>(null);
const state = signal<Installing>(initial());

export const installing: ReadonlySignal<Installing> = state;

/** Call it at start: the browser sends its offer once, early. */
export function hearInstallOffer(): void {
	addEventListener("beforeinstallprompt", (event) => {
		event.preventDefault();
		// only Chromium sends this event, with this shape
		offered.value = event as InstallEvent;
		state.value = "prompt";
	});
	addEventListener("appinstalled", () => {
		state.value = "installed";
	});
}

/** Shows the browser's install prompt; must be called from a tap. */
export async function install(): Promise<void> {
	const event = offered.value;
	if (!event) return;
	await event.prompt();
	const { outcome } = await event.userChoice;
	offered.value = null;
	state.value = outcome === "accepted" ? "installed" : "menu";
}

function initial(): Installing {
	// Safari's property
	const standalone = "standalone" in navigator && navigator.standalone === true;
	if (standalone || matchMedia("(display-mode: standalone)").matches) return "installed";
	return isApple() ? "ios" : "menu";
}

/** An iPad claims to be a Mac, but has a touch screen. */
function isApple(): boolean {
	return (
		/iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
	);
}
