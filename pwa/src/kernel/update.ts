/** The service worker's life in the page: registering it, asking before a new version takes over, and taps on notifications. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Unwritten } from "./draft-writing";
import { askForNews } from "./engine-part";

const waiting = signal<ServiceWorker | null>(null);
const ready = signal(false);
const path = signal<string | null>(null);

/** A new version is there and waits to be let in. */
export const updateReady: ReadonlySignal<boolean> = ready;

/** The address a tapped notification wants to show while the app is open. */
export const opened: ReadonlySignal<string | null> = path;

export function clearOpened(): void {
	path.value = null;
}

/** A part of this page is gone with a new version: loading the page anew brings it. */
export function offerReload(): void {
	ready.value = true;
}

/** What the service worker tells the page. */
export type WorkerMessage = { readonly type: "open"; readonly path: string } | { readonly type: "pushed" };

/** What a page tells the service worker. */
export type PageMessage =
	/** Let the new version in. */
	| { readonly type: "take_over" }
	/** The page was left while the app was open: put things away. */
	| { readonly type: "put_away" }
	/** The page was left before it could write these. */
	| { readonly type: "keep_drafts"; readonly drafts: Unwritten };

/** Registers the service worker; called once, when the page has been painted. Does nothing where there are none. */
export async function registerServiceWorker(): Promise<void> {
	if (!("serviceWorker" in navigator)) return;
	navigator.serviceWorker.addEventListener("message", hearWorker);
	const registration = await navigator.serviceWorker.register(scriptUrl("/sw.js"), { updateViaCache: "none" });
	watch(registration);
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "visible") registration.update().catch(() => undefined);
	});
}

/** Lets the new version in and loads the page anew. Other tabs stay as they are until their person says so there. */
export function applyUpdate(): void {
	if (!waiting.value || waiting.value.state === "activated") {
		// another tab has let it in already, or the server has it and no worker does
		location.reload();
		return;
	}
	navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
	waiting.value?.postMessage({ type: "take_over" } satisfies PageMessage);
}

/** Trusted Types refuse a plain string as a script's address; this policy lets one address through. */
function scriptUrl(url: string): string {
	// lib.dom does not know Trusted Types yet
	const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy("twofold", {
		createScriptURL: (address) => (address === "/sw.js" ? address : ""),
	});
	return policy?.createScriptURL(url) ?? url;
}

/** As much of https://www.w3.org/TR/trusted-types/ as is needed; what the policy makes is passed on and never looked at. */
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
