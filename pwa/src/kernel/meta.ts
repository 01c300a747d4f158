/** The settings and small facts this phone keeps beside records, and what lies under each name. */

import type { Bytes } from "./bytes";
import type { HandoverRow } from "./handover-state";
import type { Fields } from "./local";
import type { LockKeys } from "./pin";
import type { Seat } from "./seat";
import type { Phone } from "./session";

/** Who this phone belongs to. */
export interface Identity {
	readonly person_id: string;
	readonly device_id: string;
	/** base64url, as the server and the partner's phone know them. */
	readonly signing_key: string;
	readonly device_key: string;
	readonly device_signature: string;
}

export interface Couple {
	readonly id: string;
	readonly partner_id: string;
	/**
	 * Pinned at pairing, or on a phone that took no part in it, once the person's own words name it; null until then.
	 * What the server says later must match.
	 */
	readonly partner_signing_key: string | null;
}

/** A yes, an answer or an end, as the request that says it again. */
export interface SaidNoun {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
	readonly path: string;
	readonly noun: Fields;
	readonly until: number;
}

/** The lock of the app: how to ask for the PIN, and how often it was wrong. */
export interface LockRow extends LockKeys {
	readonly idle_minutes: number;
	readonly failures: number;
	/** No try before then, by this phone's clock. */
	readonly wait_until: number;
}

/** What was put away while the app was locked; see lock-box.ts. */
export interface Box {
	readonly sender: CryptoKey;
	readonly iv: Bytes;
	readonly ct: Bytes;
}

/** Random, so that it says nothing of the draft. */
export type DraftName = `draft/${string}`;

/** One draft, sealed to this phone's key or to that of its lock. */
export interface DraftRow {
	readonly to: "phone" | "lock";
	readonly box: Box;
}

/** A root that did not open, since when (in server time), and how many this phone has answered in a row. */
export interface Unopened {
	readonly epoch_id: string;
	readonly since: number;
	readonly answers: number;
}

export interface Meta {
	identity: Identity;
	couple: Couple;
	/** The couple of before, once its end was noticed and until the person has read so. */
	ended: { readonly couple_id: string };
	/** A seat has passed, to this person or beside them, and they have not read so yet. */
	shares_again: true;
	/** This person's seat passed to somebody new, at that instant of the server; told until it was read. */
	seat_lost: { readonly couple_id: string; readonly at: number; readonly read: boolean };
	/** A leaving that a phone which came by the 12 words said, and this one may take back until then, in server time. */
	left: { readonly couple_id: string; readonly until: number } | null;
	/** A seat that is about to pass, as last heard. */
	seat: Seat;
	/** The current epoch of each space. */
	epochs: { readonly [space_id: string]: string };
	/** Opaque; absent means from the start. */
	cursor: string;
	/** Counts resyncs. */
	round: number;
	/** Given while a resync runs: the round whose records are all there when the feed has no more. */
	resync: number;
	/** The same round, where what the feed does not bring was deleted and is not sent again. */
	deleted: number;
	/** What this person had said of records when a resync began, until the server has it again. */
	said: readonly SaidNoun[];
	/** Server time minus phone time, in milliseconds, as last estimated. */
	offset: number;
	/** The latest server time that this phone was sure of; a clock that reads earlier was set back. */
	seen: number;
	/** The audience of the last check-in, and the two for whom it was chosen. */
	audience: { readonly to: "me" | "us"; readonly couple_id: string; readonly partner_id: string };
	lock: LockRow;
	/** Oldest first. */
	boxes: readonly Box[];
	/** What was typed and not yet saved; see draft-box.ts. */
	[draft: DraftName]: DraftRow;
	/** Neutral texts on the lock screen; absent means yes. */
	discreet: boolean;
	/** The open handover, kept over reloads. */
	handover: HandoverRow;
	push_subscription_id: string;
	/** When the browser last gave no address for push, in server time; absent once it did. */
	push_failed: number;
	/** Notices already shown, newest last: a second arrival stays silent. */
	notices: readonly string[];
	/** The couple this person has left without a connection: the server is told as soon as there is one. */
	leaving: string;
	/** Signed out without a connection: the server is told as soon as there is one. */
	sign_out: true;
	/** Spaces for which a new root is due: a phone was removed, or the server counts fewer than this phone has known. */
	rotate: readonly string[];
	/** The roots in force that this phone could not open, by space. */
	unopened: { readonly [space_id: string]: Unopened };
	/** A key that a phone made because it could not open the one before, and whether the person has read of it here. */
	new_key: { readonly epoch_id: string; readonly told: boolean };
	/** The next page of older keys to look at. */
	keys_page: number;
	/** Whom this phone met for a seat that is about to pass, by the key they proved. */
	met: { readonly person_id: string; readonly signing_key: string };
	/** The person's other phones that this one knows of, those it has yet to be told are theirs, and which it let in itself. */
	own_phones: {
		readonly known: readonly string[];
		readonly fresh: readonly Phone[];
		readonly here?: readonly string[];
	};
	/** Whether the person has a phone beside this one, as last heard. */
	elsewhere: boolean;
	/** Whether the person has left a way back by phrase, as last heard. */
	way_back: "none" | "left";
	/**
	 * The words in force by their id, null for none, whether the person was told on this phone that they are new, and
	 * whether they are of version 1; a phone that has not asked since there was a second does not say.
	 */
	words: { readonly id: string | null; readonly told: boolean; readonly old?: boolean };
	/** The words that this phone made or came by, by their id: no news to it. */
	own_words: string;
	/** This phone came by the phrase: until then, by the server's time, it cannot leave another. */
	newcomer_until: number;
	/** The server said 401: this phone was signed out, its words are kept. */
	signed_out: true;
	/** The server's public VAPID key, as last seen. */
	vapid_public_key: string;
}
