/** Which pause counts, from records and server time alone, so that it works offline. Pure. */

import type { Fields } from "../../kernel/store/local";

/** A pause as its record tells it; instants in epoch milliseconds. */
export interface Stretch {
	readonly id: string;
	readonly author_id: string;
	/** When it was started, in server time: an end is compared with it. */
	readonly since: number;
	readonly until: number;
}

export interface End {
	/** The pause that it ends. */
	readonly id: string;
	readonly author_id: string;
	/** The API's `then`, renamed since an object with `then` looks like a promise. */
	readonly how: "back" | "talk_at" | "not_today";
	readonly talk_at: number | null;
	readonly at: number;
}

/** A person's pause that counts: of the running ones that with the latest `until`, else the newest. */
export function running<Pause extends Stretch>(
	pauses: readonly Pause[],
	ends: readonly End[],
	now: number,
): Pause | null {
	return latest(open(pauses, ends).filter(({ until }) => now < until));
}

/** The pause that has run out without an end; null while another is running. */
export function over<Pause extends Stretch>(pauses: readonly Pause[], ends: readonly End[], now: number): Pause | null {
	if (running(pauses, ends, now)) return null;
	return latest(open(pauses, ends).filter(({ until }) => until <= now));
}

/** An end ends its pause and all that its author started before. */
export function isEnded(pause: Stretch, ends: readonly End[]): boolean {
	return ends.some((end) => end.id === pause.id || (end.author_id === pause.author_id && pause.since <= end.at));
}

/** Parses the plain fields of a pause; `since` and `until` are the server's once it has responded. */
export function readStretch(id: string, author_id: string, fields: Fields): Stretch {
	const since = Date.parse(String(fields.since ?? fields.started_at));
	const until = fields.until ? Date.parse(String(fields.until)) : since + Number(fields.duration_seconds) * 1000;
	return { id, author_id, since, until };
}

export function readEnd(id: string, author_id: string, fields: Fields): End {
	const how = fields.then === "talk_at" || fields.then === "not_today" ? fields.then : "back";
	const talk_at = fields.talk_at ? Date.parse(String(fields.talk_at)) : null;
	return { id, author_id, how, talk_at, at: Date.parse(String(fields.at)) };
}

function open<Pause extends Stretch>(pauses: readonly Pause[], ends: readonly End[]): Pause[] {
	return pauses.filter((pause) => !isEnded(pause, ends));
}

function latest<Pause extends Stretch>(pauses: readonly Pause[]): Pause | null {
	return pauses.reduce<Pause | null>((best, pause) => (best && outlasts(best, pause) ? best : pause), null);
}

function outlasts(one: Stretch, other: Stretch): boolean {
	return one.until === other.until ? one.id > other.id : one.until > other.until;
}
