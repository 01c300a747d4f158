/** Whether the app is on the home screen, and how it gets there. */

import { type ReadonlySignal, signal } from "@preact/signals";

/** Chromium's own event; lib.dom does not know it. */
interface InstallEvent extends Event {
	prompt(): Promise<unknown>;
	readonly userChoice: Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

export type Installing = "installed" | "prompt" | "ios" | "menu";

const offered = signal<InstallEvent | null>(null);
const state = signal<Installing>(initial());

export const installing: ReadonlySignal<Installing> = state;

/** Called at start: the browser offers itself once, early. */
export function hearInstallOffer(): void {
	addEventListener("beforeinstallprompt", (event) => {
		event.preventDefault();
		// only Chromium sends this event, and in this shape
		offered.value = event as InstallEvent;
		state.value = "prompt";
	});
	addEventListener("appinstalled", () => {
		state.value = "installed";
	});
}

/** Lets the browser ask; must be called from a tap. */
export async function install(): Promise<void> {
	const event = offered.value;
	if (!event) return;
	await event.prompt();
	const { outcome } = await event.userChoice;
	offered.value = null;
	state.value = outcome === "accepted" ? "installed" : "menu";
}

function initial(): Installing {
	// Safari's own name for it
	const standalone = "standalone" in navigator && navigator.standalone === true;
	if (standalone || matchMedia("(display-mode: standalone)").matches) return "installed";
	return isApple() ? "ios" : "menu";
}

/** An iPad says it is a Mac, with fingers. */
function isApple(): boolean {
	return (
		/iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
	);
}
