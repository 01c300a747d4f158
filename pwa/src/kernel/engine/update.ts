/**
 * The service worker, seen from the page: registers it, asks before a new version takes over, and follows taps on
 * notifications.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { PageMessage, WorkerMessage } from "../store/worker-channel";
import { askForNews } from "../sync/running";

const waiting = signal<ServiceWorker | null>(null);
const ready = signal(false);
const path = signal<string | null>(null);

/** A new version is installed and waits to take over. */
export const updateReady: ReadonlySignal<boolean> = ready;

/** The path that a tapped notification wants to show while the app is open. */
export const opened: ReadonlySignal<string | null> = path;

export function clearOpened(): void {
	path.value = null;
}

/** Offers a reload, since a new version has deleted a part of this page. */
export function offerReload(): void {
	ready.value = true;
}

/**
 * Registers the service worker; called once, after the first paint. Does nothing in browsers without service workers.
 */
export async function registerServiceWorker(): Promise<void> {
	if (!("serviceWorker" in navigator)) return;
	navigator.serviceWorker.addEventListener("message", hearWorker);
	const registration = await navigator.serviceWorker.register(scriptUrl("/sw.js"), { updateViaCache: "none" });
	watch(registration);
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "visible") registration.update().catch(() => undefined);
	});
}

/** Activates the new version and reloads the page. Other tabs stay as they are until they are reloaded too. */
export function applyUpdate(): void {
	if (!waiting.value || waiting.value.state === "activated") {
		// another tab has activated it already, or there is no waiting worker and a reload is enough
		location.reload();
		return;
	}
	navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
	waiting.value?.postMessage({ type: "take_over" } satisfies PageMessage);
}

/** Trusted Types refuse a plain string as a script URL; this policy allows this one. */
function scriptUrl(url: string): string {
	// lib.dom does not know Trusted Types yet
	const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy("twofold", {
		createScriptURL: (address) => (address === "/sw.js" ? address : ""),
	});
	return policy?.createScriptURL(url) ?? url;
}

/** The part of https://www.w3.org/TR/trusted-types/ that is needed; what the policy makes is only passed on. */
interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(address: string): string },
	): { createScriptURL(address: string): string };
}

function watch(registration: ServiceWorkerRegistration): void {
	const offer = (worker: ServiceWorker | null): void => {
		// without a controller this is the first version, which interrupts nobody
		if (!worker || !navigator.serviceWorker.controller) return;
		waiting.value = worker;
		ready.value = true;
	};
	offer(registration.waiting);
	registration.addEventListener("updatefound", () => {
		const worker = registration.installing;
		worker?.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
	});
}

function hearWorker({ data }: MessageEvent<WorkerMessage>): void {
	if (data.type === "open") path.value = data.path;
	if (data.type === "pushed") askForNews();
}
