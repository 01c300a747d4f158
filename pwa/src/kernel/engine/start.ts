/** Starts the app: shows what IndexedDB has before the network is asked. */

import { part } from "../browser/parts";
import { asProblem } from "../browser/problem";
import { followDraft, forgetDrafts, loadDrafts } from "../drafts/drafts";
import { showEmpty } from "../identity/emptied";
import { loadTold } from "../identity/told";
import { loadNewKey } from "../keys/new-keys";
import { loadNewPhones } from "../keys/new-phones";
import { loadWayBack } from "../keys/way-back";
import { followLock, loadLock, lockToo } from "../lock/lock";
import { PREFERENCES } from "../preferences/preferences";
import { loadDiscreet } from "../push/push";
import { hear, type Message } from "../store/channel";
import { loadClock } from "../store/clock";
import { endLife } from "../store/local";
import { forgetLock } from "../store/locked";
import { type Practice, useKinds } from "../store/practice";
import { rereadQueue } from "../store/queue";
import { readSession } from "../store/read-session";
import { clearTables, fillTables, rereadRows } from "../store/records";
import { session } from "../store/session";

const enginePart = part(() => import("./engine"));

/**
 * Fills the signals from IndexedDB, then starts sending and fetching. Called once, before the first paint. Resolves
 * when the database is open; calls `onFailing` if the browser refuses to open it.
 */
export async function startKernel(practices: readonly Practice[], onFailing: () => void): Promise<void> {
	useKinds([PREFERENCES, ...practices.flatMap(({ kinds }) => kinds)]);
	// what cannot be read now is read at the next news
	hear((message) => void follow(message).catch(asProblem));
	await openStore(onFailing);
	afterPaint(startEngine);
}

/** Retries until the browser opens the database. A first failure is not shown, a second one is. */
async function openStore(onFailing: () => void): Promise<void> {
	for (let failures = 0; ; failures++) {
		try {
			return await fill();
		} catch {
			if (failures > 0) onFailing();
			await new Promise((resolve) => setTimeout(resolve, failures > 0 ? 3000 : 100));
		}
	}
}

/** The session comes last: the screen shows nothing before it. */
async function fill(): Promise<void> {
	await loadLock();
	await Promise.all([fillTables(), rereadQueue(), loadMeta(), loadDrafts()]);
	await readSession();
}

async function loadMeta(): Promise<void> {
	await Promise.all([loadClock(), loadDiscreet(), loadWayBack(), loadNewPhones(), loadNewKey(), loadTold()]);
}

/** Starts the engine, without which nothing is sent; retries if it does not load. */
function startEngine(): void {
	enginePart().then(
		({ run }) => run(),
		() => setTimeout(startEngine, 10_000),
	);
}

/** Runs `then` after the next paint; at once if the page is hidden. */
function afterPaint(then: () => void): void {
	if (document.visibilityState === "hidden") setTimeout(then);
	else requestAnimationFrame(() => setTimeout(then));
}

/** Follows a change by another tab or the service worker. */
async function follow(message: Message): Promise<void> {
	if (message.type === "records") await rereadRows(message.keys);
	if (message.type === "outbox") await rereadQueue();
	// before the lock is loaded, no session is shown
	if (message.type === "session" && session.value.state !== "opening") await Promise.all([readSession(), fillTables()]);
	if (message.type === "meta") await Promise.all([loadMeta(), followLock()]);
	if (message.type === "draft") followDraft(message);
	if (message.type === "lock") await lockToo();
	if (message.type === "wiped") forgetAll();
}

function forgetAll(): void {
	// what this tab still waits for must not be written into the emptied phone
	endLife();
	clearTables();
	forgetLock();
	forgetDrafts();
	showEmpty();
	void rereadQueue();
}
