/** The push subscription of this phone: made on a tap, posted again at every launch. */

import { deletePushSubscription, getSession, putPushSubscription } from "./api";
import { toBase64url } from "./bytes";
import { serverNow } from "./clock";
import { newId } from "./ids";
import { dropMeta, readMeta, writeMeta } from "./local";
import { localProblem, Problem } from "./problem";
import { type PushState, showPush } from "./push";
import { endAddress, freshAddress, fromBrowser, knownAddress } from "./push-address";

const DAY = 86_400_000;

/** In this launch; also where nothing can be stored. */
let failed = false;

/**
 * Asks the browser for permission, subscribes and tells the server. Call it from a tap. Throws Problem: `push_failed`
 * where the browser gives no address, `push_unanswered` where the person closed its question.
 */
export async function subscribe(): Promise<PushState> {
	const state = supported();
	if (state !== "off") return state;
	const answer = await Notification.requestPermission();
	if (answer === "denied") return "denied";
	if (answer !== "granted") throw localProblem("push_unanswered", "The browser's question was not answered.");
	try {
		await keepSubscribed(await pushManager());
	} catch (error) {
		await giveUp();
		throw error;
	}
	watchPermission();
	return "on";
}

/** Works offline too: then the push service refuses what the server still sends, and the server forgets it. */
export async function unsubscribe(): Promise<PushState> {
	await giveUp();
	return permission();
}

/** At every launch: shows how push stands, and posts the subscription again, renewed where the push service wants so. Throws Problem. */
export async function renewPush(): Promise<void> {
	const state = permission();
	const wanted = (await readMeta("push_subscription_id")) !== undefined;
	// without permission nothing could be shown, so the server sends nothing more
	if (wanted && !mayShow()) await giveUp();
	if (!wanted || !mayShow()) return showPush(state);
	watchPermission();
	try {
		showPush((await renewed()) ? "on" : "failed");
	} catch (error) {
		if (!isFailed(error)) throw error;
		failed = true;
		showPush("failed");
		await writeMeta("push_failed", serverNow());
	}
}

/** False where the browser gave no address lately: it is left alone for a day. */
async function renewed(): Promise<boolean> {
	const manager = await pushManager();
	const known = await knownAddress(manager, await readMeta("vapid_public_key"));
	if (known) showPush("on");
	else if (failed || serverNow() < ((await readMeta("push_failed")) ?? 0) + DAY) return false;
	await keepSubscribed(manager);
	return true;
}

/** Tells the server where this phone can be reached, under a new address where the push service refuses the old one. Also for the service worker. Throws Problem. */
export async function keepSubscribed(manager: PushManager): Promise<void> {
	const { renew } = await post(await fresh(manager));
	if (renew) {
		await endAddress(manager);
		await post(await fresh(manager));
	}
	await dropMeta("push_failed");
}

async function post(subscription: PushSubscription): Promise<{ readonly renew: boolean }> {
	const [p256dh, auth] = [subscription.getKey("p256dh"), subscription.getKey("auth")];
	if (!p256dh || !auth) throw localProblem("push_failed", "This browser's push cannot be sealed.");
	const id = (await readMeta("push_subscription_id")) ?? newId();
	await writeMeta("push_subscription_id", id);
	const keys = { p256dh: toBase64url(new Uint8Array(p256dh)), auth: toBase64url(new Uint8Array(auth)) };
	return putPushSubscription(id, { endpoint: subscription.endpoint, ...keys });
}

async function fresh(manager: PushManager): Promise<PushSubscription> {
	return freshAddress(manager, (await readMeta("vapid_public_key")) ?? (await getSession()).vapid_public_key);
}

/** Ends the subscription on this phone and with the server, as far as either answers. */
async function giveUp(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
	if (registration?.pushManager) await endAddress(registration.pushManager).catch(unlessProblem);
	const id = await readMeta("push_subscription_id");
	await dropMeta("push_subscription_id");
	await dropMeta("push_failed");
	if (id) await deletePushSubscription(id).catch(unlessProblem);
}

async function pushManager(): Promise<PushManager> {
	return (await fromBrowser(() => navigator.serviceWorker.ready)).pushManager;
}

let watched = false;

/** Shows at once that the person took the permission away, where the browser tells. */
function watchPermission(): void {
	if (watched) return;
	watched = true;
	const query = navigator.permissions?.query({ name: "notifications" });
	query?.then(
		(status) => status.addEventListener("change", () => void renewPush().catch(unlessProblem)),
		() => undefined,
	);
}

function isFailed(error: unknown): boolean {
	return error instanceof Problem && error.code === "push_failed";
}

function mayShow(): boolean {
	return supported() === "off" && Notification.permission === "granted";
}

function permission(): PushState {
	const state = supported();
	return state === "off" && Notification.permission === "denied" ? "denied" : state;
}

/** `off` where push could be turned on. */
function supported(): PushState {
	const isWhole = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
	// some browsers inside other apps have the names, and nothing behind them
	if (isWhole && typeof Notification.requestPermission === "function") return "off";
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
