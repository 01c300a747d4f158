/**
 * Locks and unlocks the app on this phone. How (keys, sealing) is in locking.ts and lock-box.ts, loaded when needed.
 * Locking and unlocking are reported to nobody.
 */

import { part } from "../browser/parts";
import { lock, locked, showLock, showLocked } from "../store/locked";
import { readMeta } from "../store/meta";

const lockingPart = part(() => import("./locking"));

/** At launch: if there is a lock, locks the app and seals what is still open, before anything is shown. */
export async function loadLock(): Promise<void> {
	const row = await readMeta("lock");
	if (!row) return;
	showLock(row);
	showLocked(true);
	await (await lockingPart()).startLocked();
}

/** Follows another tab that may have set, changed or removed the lock. */
export async function followLock(): Promise<void> {
	if (lock.value || (await readMeta("lock"))) await (await lockingPart()).followLock();
}

/** Sets a PIN for this phone. */
export async function turnOnLock(pin: string): Promise<void> {
	await (await lockingPart()).turnOn(pin);
}

/** Removes the PIN. Throws Problem `wrong_pin` or `wait`. */
export async function turnOffLock(pin: string): Promise<void> {
	await (await lockingPart()).turnOff(pin);
}

export async function setIdleMinutes(minutes: number): Promise<void> {
	await (await lockingPart()).setIdle(minutes);
}

/** Locks this tab after another one was locked. */
export async function lockToo(): Promise<void> {
	if (!locked.value) await (await lockingPart()).lockToo();
}

/** Locks the app in every tab. */
export async function lockNow(): Promise<void> {
	await (await lockingPart()).lockNow();
}

/** Unlocks the app. Throws Problem `wrong_pin`, or `wait` with `retryAfter` after too many wrong tries. */
export async function unlock(pin: string): Promise<void> {
	await (await lockingPart()).unlock(pin);
}

/** Checks the PIN while the app is unlocked. Throws Problem as `unlock`. */
export async function checkPin(pin: string): Promise<void> {
	await (await lockingPart()).checkPin(pin);
}
