/** The push subscription of this phone: made on a tap, posted again at every launch. */

import { deletePushSubscription, getSession, putPushSubscription } from "./api";
import { fromBase64url, toBase64url } from "./bytes";
import { newId } from "./ids";
import { dropMeta, readMeta, writeMeta } from "./local";
import { localProblem, Problem } from "./problem";
import { type PushState, showPush } from "./push";

/** Asks the browser for permission, subscribes and tells the server. Call it from a tap. Throws Problem. */
export async function subscribe(): Promise<PushState> {
	const state = supported();
	if (state !== "off") return state;
	if ((await Notification.requestPermission()) !== "granted") return permission();
	const registration = await navigator.serviceWorker.ready;
	await keepSubscribed(registration.pushManager);
	return "on";
}

/** Works offline too: then the push service refuses what the server still sends, and the server forgets it. */
export async function unsubscribe(): Promise<PushState> {
	const registration = await navigator.serviceWorker?.getRegistration();
	await (await registration?.pushManager?.getSubscription())?.unsubscribe();
	const id = await readMeta("push_subscription_id");
	await dropMeta("push_subscription_id");
	if (id) await deletePushSubscription(id).catch(unlessProblem);
	return permission();
}

/** At every launch: shows how push stands, and posts the subscription again, renewed where the push service wants so. */
export async function renewPush(): Promise<void> {
	const state = permission();
	const wanted = (await readMeta("push_subscription_id")) !== undefined;
	showPush(state === "off" && wanted ? "on" : state);
	if (state !== "off" || !wanted) return;
	const { pushManager } = await navigator.serviceWorker.ready;
	await keepSubscribed(pushManager);
}

/** Tells the server where this phone can be reached, under a new address where the push service refuses the old one. Also for the service worker. */
export async function keepSubscribed(manager: PushManager): Promise<void> {
	const { renew } = await post(await freshSubscription(manager));
	if (!renew) return;
	await (await manager.getSubscription())?.unsubscribe();
	await post(await freshSubscription(manager));
}

async function post(subscription: PushSubscription): Promise<{ readonly renew: boolean }> {
	const [p256dh, auth] = [subscription.getKey("p256dh"), subscription.getKey("auth")];
	if (!p256dh || !auth) throw localProblem("unreadable", "This browser's push cannot be sealed.");
	const id = (await readMeta("push_subscription_id")) ?? newId();
	await writeMeta("push_subscription_id", id);
	const keys = { p256dh: toBase64url(new Uint8Array(p256dh)), auth: toBase64url(new Uint8Array(auth)) };
	return putPushSubscription(id, { endpoint: subscription.endpoint, ...keys });
}

/** Subscribes with the server's key; a subscription for another key is given up first. */
async function freshSubscription(manager: PushManager): Promise<PushSubscription> {
	const key = (await readMeta("vapid_public_key")) ?? (await getSession()).vapid_public_key;
	const options = { userVisibleOnly: true, applicationServerKey: fromBase64url(key) };
	const known = await manager.getSubscription();
	const same =
		known?.options.applicationServerKey && toBase64url(new Uint8Array(known.options.applicationServerKey)) === key;
	if (known && same) return known;
	await known?.unsubscribe();
	return manager.subscribe(options);
}

function permission(): PushState {
	const state = supported();
	return state === "off" && Notification.permission === "denied" ? "denied" : state;
}

/** `off` where push could be turned on. */
function supported(): PushState {
	if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) return "off";
	return isAppleTouch() && !isInstalled() ? "needs_install" : "unsupported";
}

/** iPads call themselves Macs, and have a touch screen. */
function isAppleTouch(): boolean {
	return (
		/iPhone|iPad|iPod/.test(navigator.userAgent) ||
		(navigator.userAgent.includes("Mac") && navigator.maxTouchPoints > 1)
	);
}

function isInstalled(): boolean {
	return matchMedia("(display-mode: standalone)").matches;
}

function unlessProblem(error: unknown): void {
	if (!(error instanceof Problem)) throw error;
}
