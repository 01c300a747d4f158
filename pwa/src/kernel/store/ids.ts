/** Ids made on the phone: UUIDv7 (RFC 9562 §5.7), which sort by creation time. */

import { serverNow } from "./clock";

let last = 0;

/** A new id. Ids of one page always sort in creation order, even if the clock is set back. */
export function newId(now = serverNow()): string {
	last = Math.max(last + 1, now * 4096);
	return format(Math.floor(last / 4096), last % 4096, crypto.getRandomValues(new Uint8Array(8)));
}

/** The smallest id possible at this instant. */
export function firstIdAt(instant: number): string {
	return format(Math.max(0, Math.floor(instant)), 0, new Uint8Array(8));
}

/** When an id was made, by the clock of the phone that made it, in epoch milliseconds: its first 48 bits. */
export function madeAt(id: string): number {
	return Number.parseInt(id.replace("-", "").slice(0, 12), 16);
}

function format(milliseconds: number, counter: number, random: Uint8Array): string {
	const time = milliseconds.toString(16).padStart(12, "0");
	const tail = Array.from(random, (byte, place) =>
		(place === 0 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, "0"),
	).join("");
	const third = `7${counter.toString(16).padStart(3, "0")}`;
	return `${time.slice(0, 8)}-${time.slice(8)}-${third}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
