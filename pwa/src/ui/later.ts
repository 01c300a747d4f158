/** Hints a person has put away. They come back after two weeks at the earliest; nothing of this leaves the phone. */

import { signal } from "@preact/signals";
import { session } from "../kernel/session";
import { wallNow } from "../kernel/wall";

const TWO_WEEKS = 14 * 86_400_000;
const PREFIX = "later:";
const put = signal<ReadonlySet<string>>(new Set());

/** Whether this hint was put away lately. */
export function isPutAway(key: string): boolean {
	if (put.value.has(mine(key))) return true;
	const since = Number(read(key));
	// not for as long as a clock was ahead
	return since === Number.POSITIVE_INFINITY || Math.abs(wallNow() - since) < TWO_WEEKS;
}

export function putAway(key: string): void {
	putAwayUntil(key, wallNow());
}

/** What is said once. */
export function putAwayForGood(key: string): void {
	putAwayUntil(key, Number.POSITIVE_INFINITY);
}

function putAwayUntil(key: string, since: number): void {
	put.value = new Set([...put.value, mine(key)]);
	try {
		localStorage.setItem(PREFIX + key, String(since));
	} catch {
		// where the browser keeps nothing it is put away until the next launch
	}
}

/** Somebody else who starts in the same tab has put nothing away. */
function mine(key: string): string {
	return session.value.state === "ready" ? `${session.value.person_id}/${key}` : key;
}

function read(key: string): string | null {
	try {
		return localStorage.getItem(PREFIX + key);
	} catch {
		return null;
	}
}
