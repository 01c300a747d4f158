/** Signing out: afterwards nothing of the person is left on this phone, and whoever uses it next finds nothing. */

import { deletePerson, deleteSession } from "./api";
import { tell } from "./channel";
import { forgetDrafts } from "./drafts";
import { sendOwn } from "./held";
import { forgetKeys } from "./keyring";
import { dropMeta, readMeta, wipeLocal, writeMeta } from "./local";
import { forgetLock } from "./lock";
import { showHandover } from "./pairing";
import { Problem } from "./problem";
import { showPush } from "./push";
import { rereadQueue } from "./queue";
import { clearTables } from "./records";
import { ready, showEmpty } from "./session";

/** So long what waits for its Undo may take to be sent, in milliseconds. */
const PATIENCE = 2000;

/** Wipes at once. The server is told now, or as soon as there is a connection. */
export async function signOut(): Promise<void> {
	// what was deleted a moment ago; a slow network keeps nobody from signing out
	await Promise.race([sendOwn(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
	const told = await tellServer();
	await wipe();
	if (!told) await writeMeta("sign_out", true);
}

/** Tells the server of a sign-out that happened without a connection. Throws Problem `offline` if there still is none. */
export async function finishSignOut(): Promise<void> {
	if (!(await readMeta("sign_out"))) return;
	if (!(await tellServer())) throw new Problem("offline", 0, "There is no connection right now.");
	await dropMeta("sign_out");
}

/** A person who is not there any more was erased by a request whose answer was lost, and the cookie with it. */
export async function eraseMine(): Promise<void> {
	try {
		await deletePerson(ready().person_id);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== "sign_in") throw error;
		return signOut();
	}
	await wipe();
}

/** Deletes records, drafts, outbox, keys, settings, hints put away, notifications, the push subscription and every cache but the app's own files. */
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

/** The session ends with its phone's subscription. Says whether the server knows. */
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

/** What somebody put away says something of them too. The name and icon under which the app was installed stay. */
function wipeStorage(): void {
	try {
		for (const key of Object.keys(localStorage)) if (key !== "guise") localStorage.removeItem(key);
	} catch {
		// where the browser keeps nothing there is nothing to wipe
	}
}

async function wipeCaches(): Promise<void> {
	const names = globalThis.caches ? await caches.keys() : [];
	await Promise.all(names.filter((name) => !name.includes("precache")).map((name) => caches.delete(name)));
}
