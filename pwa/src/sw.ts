/**
 * The service worker: keeps the app's own files for offline, shows pushes, and takes answers from the lock screen.
 * It never takes over by itself; the page asks the person first.
 */

import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	type PrecacheEntry,
	precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { asProblem } from "./kernel/browser/problem";
import { wallNow } from "./kernel/browser/wall";
import { storeDrafts } from "./kernel/drafts/draft-box";
import { putAwayAll } from "./kernel/lock/lock-box";
import { answer } from "./kernel/push/answer";
import { isLate, isRepeat, outdated, type Push, readPush, toldOf } from "./kernel/push/notice";
import { faceOf, isQuietNow, useNotices } from "./kernel/push/notice-face";
import { type NotificationData, present } from "./kernel/push/present";
import { keepSubscribed } from "./kernel/push/subscribe";
import { tell as tellTabs } from "./kernel/store/channel";
import { loadClock, serverNow } from "./kernel/store/clock";
import type { Unwritten } from "./kernel/store/draft";
import { type Notice, useKinds } from "./kernel/store/practice";
import type { PageMessage, WorkerMessage } from "./kernel/store/worker-channel";
import { NOTICES } from "./practices/notices.gen";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

/** How long a closing page may take to be gone, in milliseconds. */
const UNLOADING = 5000;

useKinds(NOTICES.flatMap(({ kinds }) => kinds));
useNotices(NOTICES);
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
	new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [/^\/api\//, /^\/(healthz|readyz)$/] }),
);

self.addEventListener("install", (event) => event.waitUntil(passApiBy(event)));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
	// only pages of this app can send messages here
	const message = event.data as PageMessage;
	if (message.type === "take_over") void self.skipWaiting();
	if (message.type === "put_away") event.waitUntil(putAwayAll(UNLOADING));
	if (message.type === "keep_drafts") event.waitUntil(keepLeft(message.drafts));
});

self.addEventListener("push", (event) => {
	// Declarative Web Push without data: the browser shows the push's own neutral text
	if (!event.data && "notification" in event && event.notification) return;
	const push = readPush(read(event), self.location.origin);
	event.waitUntil(Promise.all([show(push), tellPages({ type: "pushed" })]));
});

self.addEventListener("notificationclick", (event) => {
	// only `show` makes notifications, with this data
	const { path, notice } = event.notification.data as NotificationData;
	event.notification.close();
	// an answer that was refused, or could be neither stored nor sent, is asked for again in the app
	event.waitUntil(event.action && notice ? answer(notice, event.action).catch(() => open(path)) : open(path));
});

self.addEventListener("pushsubscriptionchange", (event) => {
	// a failure is retried at the next launch
	const kept = keepSubscribed(self.registration.pushManager).catch(asProblem);
	// lib.webworker leaves the event untyped; all of them can be waited for
	(event as ExtendableEvent).waitUntil(kept);
});

/** What the page that was left could not write. The page that opened meanwhile hears of it. */
async function keepLeft(drafts: Unwritten): Promise<void> {
	await storeDrafts(drafts);
	for (const { id, draft } of drafts.values()) tellTabs({ type: "draft", id, draft });
}

/** https://w3c.github.io/ServiceWorker/#installevent, as much of it as is needed; lib.webworker does not know it yet. */
interface InstallEvent extends ExtendableEvent {
	addRoutes?(rule: { condition: { urlPattern: { pathname: string } }; source: "network" }): Promise<void>;
}

/**
 * Requests to the API have nothing to ask here. Where a browser can be told so, they neither wait for this worker to wake,
 * nor does one that was lost on its way keep a new version of the app from taking over.
 */
async function passApiBy(event: InstallEvent): Promise<void> {
	await event.addRoutes?.({ condition: { urlPattern: { pathname: "/api/*" } }, source: "network" });
}

/** A push without readable content must still show a notification. */
function read(event: PushEvent): unknown {
	try {
		return event.data?.json();
	} catch {
		return null;
	}
}

async function show(push: Push): Promise<void> {
	// this phone's clock may be hours off
	const now = await loadClock().then(serverNow, wallNow);
	const [again, quiet, told] = await Promise.all([isRepeat(push.tag), isQuiet(push, now), toldOf(push, now)]).catch(
		() => [false, true, null] as const,
	);
	await present(self.registration, push, { told, quiet, silent: again });
	if (push.notice) await closeOutdated(push.notice);
}

/** What a new notice says may end what was said before, as a withdrawn yes does. */
async function closeOutdated(notice: Notice): Promise<void> {
	const shown = await self.registration.getNotifications();
	// only `show` makes notifications, with this data
	const notices = shown.map(({ data }) => (data as NotificationData).notice);
	for (const index of outdated(notices, notice)) shown[index]?.close();
}

/** Whether to show it neutrally and silently: it is late, or the person is paused and it is not for a pause. */
async function isQuiet({ notice }: Push, now: number): Promise<boolean> {
	if (!notice) return false;
	return isLate(notice, now) || (!faceOf(notice.kind)?.duringPause && (await isQuietNow(now)));
}

/** Opens what the notice is about: in an open window of the app, else in a new one. */
async function open(path: string): Promise<void> {
	const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
	if (!page) {
		await self.clients.openWindow(path);
		return;
	}
	page.postMessage({ type: "open", path } satisfies WorkerMessage);
	// a browser may refuse to focus a window; it still shows the right screen
	await page.focus().catch(() => undefined);
}

async function tellPages(message: WorkerMessage): Promise<void> {
	for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true }))
		page.postMessage(message);
}
