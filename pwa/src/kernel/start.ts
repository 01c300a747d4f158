/** Opens the phone: what IndexedDB knows is on the screen before the network is asked. */

import { hear, type Message } from "./channel";
import { loadClock } from "./clock";
import { followDraft, forgetDrafts, loadDrafts } from "./drafts";
import { enginePart } from "./engine-part";
import { loadLeft } from "./left";
import { followLock, forgetLock, loadLock, lockToo } from "./lock";
import { loadNewKey } from "./new-keys";
import { loadNewPhones } from "./new-phones";
import { type Practice, useKinds } from "./practice";
import { PREFERENCES } from "./preferences";
import { asProblem } from "./problem";
import { loadDiscreet } from "./push";
import { rereadQueue } from "./queue";
import { clearTables, fillTables, rereadRows } from "./records";
import { loadSeat } from "./seat";
import { readSession, session, showEmpty } from "./session";
import { loadWayBack } from "./way-back";

/**
 * Fills the signals from IndexedDB, then starts sending and fetching by itself. Called once, before the first paint;
 * resolves when the store is open, and calls `onFailing` where the browser refuses to open it.
 */
export async function startKernel(practices: readonly Practice[], onFailing: () => void): Promise<void> {
	useKinds([PREFERENCES, ...practices.flatMap(({ kinds }) => kinds)]);
	// what cannot be read now is read at the next news
	hear((message) => void follow(message).catch(asProblem));
	await openStore(onFailing);
	afterPaint(startEngine);
}

/** Tries until the browser opens the store: what failed once is not even seen, what fails twice is told. */
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

/** Who this phone belongs to comes last: only then is the store on the screen. */
async function fill(): Promise<void> {
	await loadLock();
	await Promise.all([
		fillTables(),
		rereadQueue(),
		loadClock(),
		loadDiscreet(),
		loadWayBack(),
		loadNewPhones(),
		loadNewKey(),
		loadSeat(),
		loadLeft(),
		loadDrafts(),
	]);
	await readSession();
}

/** Without it nothing is sent: where it does not load it is asked for again. */
function startEngine(): void {
	enginePart().then(
		({ run }) => run(),
		() => setTimeout(startEngine, 10_000),
	);
}

/** Once the screen is there; at once where nobody looks. */
function afterPaint(then: () => void): void {
	if (document.visibilityState === "hidden") setTimeout(then);
	else requestAnimationFrame(() => setTimeout(then));
}

/** Another tab or the service worker changed something. */
async function follow(message: Message): Promise<void> {
	if (message.type === "records") await rereadRows(message.keys);
	if (message.type === "outbox") await rereadQueue();
	// before the lock was looked at, nobody is at home
	if (message.type === "session" && session.value.state !== "opening") await Promise.all([readSession(), fillTables()]);
	if (message.type === "meta")
		await Promise.all([
			loadClock(),
			loadDiscreet(),
			loadWayBack(),
			loadNewPhones(),
			loadNewKey(),
			loadSeat(),
			loadLeft(),
			followLock(),
		]);
	if (message.type === "draft") followDraft(message);
	if (message.type === "lock") await lockToo();
	if (message.type === "wiped") forgetAll();
}

function forgetAll(): void {
	clearTables();
	forgetLock();
	forgetDrafts();
	showEmpty();
	void rereadQueue();
}
