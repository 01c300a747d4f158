/** The push subscription of this phone: made on a tap, sent to the server again at every launch. */

import { localProblem, Problem } from "../browser/problem";
import { toBase64url } from "../crypto/bytes";
import { deletePushSubscription, getSession, putPushSubscription } from "../http/api";
import { serverNow } from "../store/clock";
import { newId } from "../store/ids";
import { dropMeta, readMeta, writeMeta } from "../store/meta";
import { endAddress, freshAddress, fromBrowser, knownAddress, serverKeyOf } from "./push-address";
import { type PushState, showPush } from "./push-state";

const DAY = 86_400_000;

/** Whether it failed in this launch; known even if nothing can be stored. */
let failed = false;

/**
 * Asks the browser for permission, subscribes and tells the server. Call it from a tap. Throws Problem: `push_failed`
 * if the browser gives no address, `push_unanswered` if the person dismissed its question.
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

/** Works offline too: the push service then refuses the server's next push, and the server deletes the subscription. */
export async function unsubscribe(): Promise<PushState> {
	await giveUp();
	return permission();
}

/**
 * At every launch: shows the state of push, and sends the subscription again, renewed if the push service wants that.
 * Throws Problem.
 */
export async function renewPush(): Promise<void> {
	const state = permission();
	const wanted = (await readMeta("push_subscription_id")) !== undefined;
	// without permission nothing can be shown, so the subscription ends
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

/** Sends the subscription again. False if the browser gave no address within the last day: it is not asked again. */
async function renewed(): Promise<boolean> {
	const manager = await pushManager();
	const known = await knownAddress(manager, await readMeta("vapid_public_key"));
	if (known) showPush("on");
	else if (failed || serverNow() < ((await readMeta("push_failed")) ?? 0) + DAY) return false;
	await keepSubscribed(manager);
	return true;
}

/**
 * Tells the server this phone's push address, a new one if the push service refused the old one. Works in the service
 * worker too. Throws Problem.
 */
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
	const { endpoint } = subscription;
	return putPushSubscription(id, { endpoint, ...keys, server_key: serverKeyOf(subscription) });
}

async function fresh(manager: PushManager): Promise<PushSubscription> {
	return freshAddress(manager, (await readMeta("vapid_public_key")) ?? (await getSession()).vapid_public_key);
}

/** Ends the subscription here and on the server; ignores failures of either. */
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

/** Follows the browser's permission while the page is open, if the browser reports changes. */
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

/** `off` if push could be turned on. */
function supported(): PushState {
	const isWhole = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
	// some in-app browsers have these names without the functions
	if (isWhole && typeof Notification.requestPermission === "function") return "off";
	return isAppleTouch() && !isInstalled() ? "needs_install" : "unsupported";
}

/** iPads identify as Macs, but have a touch screen. */
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
