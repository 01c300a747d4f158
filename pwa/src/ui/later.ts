/** Hints that the person has dismissed. They return after two weeks at the earliest. Stored on this phone only. */

import { signal } from "@preact/signals";
import { wallNow } from "../kernel/browser/wall";
import { session } from "../kernel/store/session";

/** How long a dismissed hint is hidden, in milliseconds. */
export const TWO_WEEKS = 14 * 86_400_000;
const PREFIX = "later:";
const put = signal<ReadonlySet<string>>(new Set());

/** Whether this hint was dismissed recently. */
export function isPutAway(key: string): boolean {
	if (put.value.has(mine(key))) return true;
	const since = Number(read(key));
	// a time in the future, set by a wrong clock, does not count
	return since === Number.POSITIVE_INFINITY || Math.abs(wallNow() - since) < TWO_WEEKS;
}

export function putAway(key: string): void {
	putAwayUntil(key, wallNow());
}

/** Marks a hint that is shown only once. */
export function putAwayForGood(key: string): void {
	putAwayUntil(key, Number.POSITIVE_INFINITY);
}

function putAwayUntil(key: string, since: number): void {
	put.value = new Set([...put.value, mine(key)]);
	try {
		forgetOld();
		localStorage.setItem(PREFIX + key, String(since));
	} catch {
		// if the browser stores nothing, it stays dismissed until the next launch
	}
}

/** Marks that hide nothing any more would still tell how asks went: nobody counts them later. */
function forgetOld(): void {
	for (const key of Object.keys(localStorage))
		if (key.startsWith(PREFIX) && wallNow() - Number(localStorage.getItem(key)) >= TWO_WEEKS)
			localStorage.removeItem(key);
}

/** Resets the dismissed hints for another person who starts in this tab. */
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
