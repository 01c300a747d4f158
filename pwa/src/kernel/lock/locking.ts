/** Locks and unlocks the app: the PIN and its tries, and what happens to everything in memory and in IndexedDB. */

import { ifStored } from "../browser/if-stored";
import { asProblem, localProblem, Problem } from "../browser/problem";
import { wallNow } from "../browser/wall";
import { makeLock, openLock } from "../crypto/pin";
import { RefusedError } from "../crypto/sealing-errors";
import { lockDrafts, unlockDrafts } from "../drafts/draft-box";
import { putDraftsAway, writeAllDrafts } from "../drafts/draft-writing";
import { loadDrafts } from "../drafts/drafts";
import { tell } from "../store/channel";
import { forgetKeys } from "../store/keyring";
import { endLife } from "../store/local";
import { lock, locked, showLock, showLocked } from "../store/locked";
import { type LockRow, readMeta, writeMeta } from "../store/meta";
import { rereadQueue } from "../store/queue";
import { fillTables } from "../store/records";
import { sendBeforeLock } from "../sync/held";
import { startEngine, stopEngine } from "../sync/running";
import { watchIdle } from "./idle";
import { bringBack, putAwayAll } from "./lock-box";
import { LONGEST_WAIT, pinWait } from "./pin-wait";
import { beUnlocked, endUnlocked } from "./unlocked";

const IDLE_MINUTES = 5;
const FREE_TRIES = 4;
const FIRST_WAIT = 30_000;
/** How long other tabs may take to lock too, in milliseconds. */
const TOGETHER = 5000;

/** Sets a PIN, asked for from the next lock on; this tab stays unlocked. */
export async function turnOn(pin: string): Promise<void> {
	await change({ ...(await makeLock(pin)), idle_minutes: IDLE_MINUTES, failures: 0, wait_until: 0 });
	await writeAllDrafts();
	await stayOpen();
}

export async function turnOff(pin: string): Promise<void> {
	await unlockDrafts(await tryPin(pin));
	showLock(null);
	watchIdle(lockNow);
	endUnlocked();
	tell({ type: "meta" });
}

export async function checkPin(pin: string): Promise<void> {
	await tryPin(pin);
}

export async function setIdle(idle_minutes: number): Promise<void> {
	const row = await readMeta("lock");
	if (row) await change({ ...row, idle_minutes });
}

/** Locks every tab of this phone; the last one seals what is in IndexedDB. */
export async function lockNow(): Promise<void> {
	if (locked.value || !lock.value) return;
	tell({ type: "lock" });
	await lockTab();
}

/** Another tab was locked, perhaps before this one heard that there is a lock. */
export async function lockToo(): Promise<void> {
	if (!lock.value) await followLock();
	if (!locked.value && lock.value) await lockTab();
}

async function lockTab(): Promise<void> {
	showLocked(true);
	try {
		await sendBeforeLock();
	} catch (error) {
		asProblem(error);
	} finally {
		// whatever happens to what is sent
		await sealTab();
	}
}

async function sealTab(): Promise<void> {
	stopEngine();
	endLife();
	forgetKeys();
	endUnlocked();
	watchIdle(lockNow);
	await putDraftsAway();
	await startLocked(TOGETHER);
	startEngine();
}

/**
 * Seals everything that a locked tab may not show, and shows the rest. `patience`: how long to wait for unlocked tabs,
 * in milliseconds.
 */
export async function startLocked(patience = 0): Promise<void> {
	// if nothing can be stored, it stays where it is, and the app is locked all the same
	await ifStored(() => putAwayAll(patience));
	await ifStored(lockDrafts);
	await Promise.all([fillTables(), rereadQueue()]);
}

export async function unlock(pin: string): Promise<void> {
	const key = await tryPin(pin);
	await beUnlocked();
	stopEngine();
	await bringBack(key);
	await loadDrafts(key);
	await open();
	startEngine();
}

/** Another tab set, changed or removed the lock. */
export async function followLock(): Promise<void> {
	const row = await readMeta("lock");
	showLock(row ?? null);
	if (row && !locked.value) await stayOpen();
	if (row || !locked.value) return;
	await open();
	endUnlocked();
}

async function open(): Promise<void> {
	showLocked(false);
	// the phone may sleep, and wake at a tap, before all is read
	watchIdle(lockNow);
	await Promise.all([fillTables(), rereadQueue()]);
}

async function stayOpen(): Promise<void> {
	await beUnlocked();
	watchIdle(lockNow);
}

/** The lock's private key. Each try is counted before the answer, and wrong tries are slowed down. */
async function tryPin(pin: string): Promise<CryptoKey> {
	const row = await readMeta("lock");
	if (!row) throw localProblem("wrong_pin", "There is no PIN on this phone.");
	const wait = await pinWait();
	if (wait > 0) throw new Problem("wait", 0, "Too many tries. Wait a little.", null, wait);
	const counted = { ...row, failures: row.failures + 1, wait_until: wallNow() + waitAfter(row.failures + 1) };
	if (!(await ifStored(() => writeMeta("lock", counted))))
		throw localProblem("not_counted", "The PIN cannot be checked while nothing can be stored.");
	try {
		const { key, renewed } = await openLock(pin, row);
		await writeMeta("lock", { ...row, ...renewed, failures: 0, wait_until: 0 });
		return key;
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
		throw localProblem("wrong_pin", "That is not the PIN.");
	}
}

/**
 * The wait after wrong tries: none at first, then half a minute, doubling up to a quarter of an hour. Nothing is ever
 * wiped.
 */
export function waitAfter(failures: number): number {
	if (failures <= FREE_TRIES) return 0;
	return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - FREE_TRIES - 1));
}

async function change(row: LockRow): Promise<void> {
	await writeMeta("lock", row);
	showLock(row);
	tell({ type: "meta" });
}
