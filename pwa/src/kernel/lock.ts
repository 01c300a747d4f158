/**
 * The lock of the app on this phone, as screens see it: locked or not, and after how long a rest it locks. The lock
 * itself (keys, sealing) is in lock-box.ts and loaded when it is needed. Neither lock nor unlocking is told to anybody.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { readMeta } from "./local";
import type { LockRow } from "./meta";
import { part } from "./parts";
import { wallNow } from "./wall";

const lockingPart = part(() => import("./locking"));

export interface Lock {
	/** Minutes without a touch after which the app locks. */
	readonly idle_minutes: number;
}

const now = signal(false);
const set = signal<Lock | null>(null);

/** Is the app closed until its PIN is given? A pause, Help and the quick exit are reachable all the same. */
export const locked: ReadonlySignal<boolean> = now;

/** The lock of this phone; null where there is none. */
export const lock: ReadonlySignal<Lock | null> = set;

/** At start: where there is a lock, the app is locked, and what still lies open is put away before anything is shown. */
export async function loadLock(): Promise<void> {
	const row = await readMeta("lock");
	if (!row) return;
	showLock(row);
	showLocked(true);
	await (await lockingPart()).startLocked();
}

/** After the phone was wiped. */
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

/** Another tab may have set a lock, changed it or taken it away. */
export async function followLock(): Promise<void> {
	if (lock.value || (await readMeta("lock"))) await (await lockingPart()).followLock();
}

/** Sets a PIN for this phone. */
export async function turnOnLock(pin: string): Promise<void> {
	await (await lockingPart()).turnOn(pin);
}

/** Takes the PIN away. Throws Problem `wrong_pin` or `wait`. */
export async function turnOffLock(pin: string): Promise<void> {
	await (await lockingPart()).turnOff(pin);
}

export async function setIdleMinutes(minutes: number): Promise<void> {
	await (await lockingPart()).setIdle(minutes);
}

/** Another tab was locked. */
export async function lockToo(): Promise<void> {
	if (!locked.value) await (await lockingPart()).lockToo();
}

/** Closes the app at once, in every tab. */
export async function lockNow(): Promise<void> {
	await (await lockingPart()).lockNow();
}

/** Opens the app. Throws Problem `wrong_pin`, or `wait` with `retryAfter` after too many tries. */
export async function unlock(pin: string): Promise<void> {
	await (await lockingPart()).unlock(pin);
}

/** Asks for the PIN while the app is open. Throws Problem as `unlock`. */
export async function checkPin(pin: string): Promise<void> {
	await (await lockingPart()).checkPin(pin);
}

/** So long a wait after wrong tries is at most, in milliseconds; also for whoever sets the clock back. */
export const LONGEST_WAIT = 15 * 60_000;

/** How long no PIN is taken, after too many tries, in milliseconds. */
export async function pinWait(): Promise<number> {
	const { wait_until = 0 } = (await readMeta("lock")) ?? {};
	return Math.min(LONGEST_WAIT, Math.max(0, wait_until - wallNow()));
}
