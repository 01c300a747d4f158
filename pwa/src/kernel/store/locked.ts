/** Whether the app on this phone is locked, and after how long an idle time it locks. lock/ locks and unlocks it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { LockRow } from "./meta";

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
