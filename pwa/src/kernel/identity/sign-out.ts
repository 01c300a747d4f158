/** Signing out: deletes everything of the person from this phone, so that the next user finds nothing. */

import { offline, Problem } from "../browser/problem";
import { forgetDrafts } from "../drafts/drafts";
import { deletePerson, deleteSession } from "../http/api";
import { showPush } from "../push/push-state";
import { tell } from "../store/channel";
import { forgetKeys } from "../store/keyring";
import { wipeLocal } from "../store/local";
import { forgetLock } from "../store/locked";
import { dropMeta, readMeta, writeMeta } from "../store/meta";
import { rereadQueue } from "../store/queue";
import { clearTables } from "../store/records";
import { ready } from "../store/session";
import { sendOwn } from "../sync/held";
import { showEmpty } from "./emptied";
import { showHandover } from "./handover-shown";

/** How long to wait for requests that were held for Undo, in milliseconds. */
const PATIENCE = 2000;

/** Wipes at once. The server is told now, or once there is a connection. */
export async function signOut(): Promise<void> {
	// sends deletions that could still be undone, but a slow network must not delay signing out
	await Promise.race([sendOwn(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
	const told = await tellServer();
	await wipe();
	if (!told) await writeMeta("sign_out", true);
}

/** Tells the server of a sign-out that happened offline. Throws Problem `offline` if it still cannot be reached. */
export async function finishSignOut(): Promise<void> {
	if (!(await readMeta("sign_out"))) return;
	if (!(await tellServer())) throw offline();
	await dropMeta("sign_out");
}

/** Deletes the person. If the server no longer knows the session, an earlier request did so and its answer was lost. */
export async function eraseMine(): Promise<void> {
	try {
		await deletePerson(ready().person_id);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== "sign_in") throw error;
		return signOut();
	}
	await wipe();
}

/**
 * Deletes records, drafts, outbox, keys, settings, dismissed hints, notifications, the push subscription, and every
 * cache except the app's own files.
 */
export async function wipe(): Promise<void> {
	showEmpty();
	clearTables();
	showHandover(null);
	forgetKeys();
	forgetLock();
	forgetDrafts();
	tell({ type: "wiped" });
	wipeStorage();
	await Promise.all([wipeLocal(), wipeWorker(), wipeCaches()]);
	await rereadQueue();
	showPush("off");
}

/** Ends the session, and with it the phone's push subscription. Returns whether the server knows. */
async function tellServer(): Promise<boolean> {
	try {
		await deleteSession();
		return true;
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return error.code === "sign_in";
	}
}

async function wipeWorker(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
	await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

/**
 * Clears localStorage: even a dismissed hint reveals something. Keeps the name and icon under which the app was
 * installed.
 */
function wipeStorage(): void {
	try {
		for (const key of Object.keys(localStorage)) if (key !== "guise") localStorage.removeItem(key);
	} catch {
		// a browser that stores nothing has nothing to wipe
	}
}

async function wipeCaches(): Promise<void> {
	const names = globalThis.caches ? await caches.keys() : [];
	await Promise.all(names.filter((name) => !name.includes("precache")).map((name) => caches.delete(name)));
}
