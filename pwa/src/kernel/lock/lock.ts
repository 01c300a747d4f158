/**
 * The lock of the app on this phone, as screens see it: whether it is locked, and after how long an idle time it locks.
 * The lock itself (keys, sealing) is in lock-box.ts, loaded when needed. Locking and unlocking are reported to nobody.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import { wallNow } from "../browser/wall";
import type { LockRow } from "../store/meta";
import { readMeta } from "../store/meta";

const lockingPart = part(() => import("./locking"));

export interface Lock {
	/** Idle minutes after which the app locks. */
	readonly idle_minutes: number;
}

const now = signal(false);
const set = signal<Lock | null>(null);

/** Whether the app needs its PIN. A pause, Help and quick exit are always reachable. */
export const locked: ReadonlySignal<boolean> = now;

/** The lock of this phone, or null. */
export const lock: ReadonlySignal<Lock | null> = set;

/** At launch: if there is a lock, locks the app and seals what is still open, before anything is shown. */
export async function loadLock(): Promise<void> {
	const row = await readMeta("lock");
	if (!row) return;
	showLock(row);
	showLocked(true);
	await (await lockingPart()).startLocked();
}

/** Removes the lock from memory, after the phone was wiped. */
export function forgetLock(): void {
	showLock(null);
	showLocked(false);
}

export function showLock(row: LockRow | null): void {
	set.value = row && { idle_minutes: row.idle_minutes };
}

export function showLocked(to: boolean): void {
	now.value = to;
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

/** The longest wait after wrong tries, in milliseconds; also if somebody sets the clock back. */
export const LONGEST_WAIT = 15 * 60_000;

/** How long no PIN is accepted, after too many wrong tries, in milliseconds. */
export async function pinWait(): Promise<number> {
	const { wait_until = 0 } = (await readMeta("lock")) ?? {};
	return Math.min(LONGEST_WAIT, Math.max(0, wait_until - wallNow()));
}
