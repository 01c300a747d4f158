/** What this tab holds for Undo. A wipe or a lock empties it: the outbox's numbers then stand for other requests. */

import { life } from "../store/local";

interface InHand {
	/** By the number in the outbox: the path to delete if the server may have the record, else null. */
	readonly own: Map<number, string | null>;
	/** Deletions that could not be stored, so that only this page knows them, with the path to delete. */
	readonly unstored: Map<() => Promise<void>, string>;
}

let hand = empty();

export function inHand(): InHand {
	if (hand.born !== life()) hand = empty();
	return hand;
}

function empty(): InHand & { readonly born: number } {
	return { born: life(), own: new Map(), unstored: new Map() };
}
