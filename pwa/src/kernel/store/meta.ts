/** The settings and small facts this phone stores beside records, by name. */

import type { LockKeys } from "../crypto/pin";
import type { Box } from "../crypto/sealed-box";
import type { HandoverRow } from "./handover-state";
import { type Fields, type Transaction, withLocal } from "./local";

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
	 * Pinned at pairing; on a phone that did not pair, taken from the person's own words, and null until then. A key that
	 * the server sends later must match.
	 */
	readonly partner_signing_key: string | null;
}

/** Who runs the server, and who may create an account there. All texts are plain text, null where there is none. */
export interface Instance {
	readonly sign_up: "open" | "invitation" | "closed";
	readonly operator_name: string | null;
	readonly operator_contact: string | null;
	readonly privacy_notice: string | null;
	/** The day on which the server stops, "2027-01-31". */
	readonly closes_on: string | null;
}

/** One of the person's own phones. */
export interface Phone {
	readonly id: string;
	/** The day it was added, "2026-11-23". */
	readonly added_day: string;
	/** Whether it is this phone. */
	readonly current: boolean;
	/** It signed in with the recovery words, or was added by a phone that did. */
	readonly recovered: boolean;
}

/** A seat in a couple that is about to pass to a new account. */
export interface Seat {
	readonly couple_id: string;
	/**
	 * This person's part: the partner, who gives it; the one who has it and may object; the new account, which gets it.
	 */
	readonly part: "gives" | "has" | "gets";
	/** When it may pass, in epoch milliseconds of the server's time. */
	readonly due: number;
}

/** A yes, an answer or an end, as the request that repeats it. */
export interface SaidNoun {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
	readonly path: string;
	readonly noun: Fields;
	/** What it was said about, as text; null or absent if that does not matter. */
	readonly about?: string | null;
	readonly until: number;
}

/** The lock of the app: what checks the PIN, and how often it was wrong. */
export interface LockRow extends LockKeys {
	readonly idle_minutes: number;
	readonly failures: number;
	/** No try is allowed before this time of this phone's clock. */
	readonly wait_until: number;
}

/** Random, so that it reveals nothing about the draft. */
export type DraftName = `draft/${string}`;

/** One draft, sealed to this phone's key or to its lock's. */
export interface DraftRow {
	readonly to: "phone" | "lock";
	readonly box: Box;
}

/** A root that did not open, since when (server time), and how many roots in a row this phone has replaced. */
export interface Unopened {
	readonly epoch_id: string;
	readonly since: number;
	readonly answers: number;
}

/** Who was to see what was said last, and the couple and partner for which it was chosen. */
export interface ChosenAudience {
	readonly to: "me" | "us";
	readonly couple_id: string;
	readonly partner_id: string;
}

export interface Meta {
	identity: Identity;
	couple: Couple;
	/** The couple that ended, until the person has read so. */
	ended: { readonly couple_id: string };
	/** A seat has passed, to this person or their partner's new account, and they have not read so yet. */
	shares_again: true;
	/** This person's seat passed to a new account, at this server time. Shown until it is read. */
	seat_lost: { readonly couple_id: string; readonly at: number; readonly read: boolean };
	/** The day on which the server stops for good. */
	closes_on: string;
	/** A leaving by a phone that signed in with the recovery words; this phone can undo it until this server time. */
	left: { readonly couple_id: string; readonly until: number };
	/** A seat that is about to pass, as last heard. */
	seat: Seat;
	/** The current epoch of each space. */
	epochs: { readonly [space_id: string]: string };
	/** Opaque; without it, the feed is read from the start. */
	cursor: string;
	/** Counts resyncs. */
	round: number;
	/**
	 * Present while a resync runs: its round. Records that the round has not brought by the end of the feed are missing
	 * on the server.
	 */
	resync: number;
	/** The same round, if what the feed does not bring was deleted, and must not be sent again. */
	deleted: number;
	/** What this person had said about records before a resync, until the server has it again. */
	said: readonly SaidNoun[];
	/** Server time minus phone time, in milliseconds, as last estimated. */
	offset: number;
	/** The latest server time that this phone was sure of; a clock earlier than it was set back. */
	seen: number;
	/** The audience of the last check-in. */
	audience: ChosenAudience;
	/** The audience of the last win. */
	wins_audience: ChosenAudience;
	lock: LockRow;
	/** What was sealed while the app was locked, oldest first; writers only append. See lock-box.ts. */
	boxes: readonly Box[];
	/** What was typed and not yet saved; see draft-box.ts. */
	[draft: DraftName]: DraftRow;
	/** Neutral texts on the lock screen; absent means true. */
	discreet: boolean;
	/** Hints on wording in what is written to the partner; absent means true. */
	wording_hints: boolean;
	/** The open handover, kept across reloads. */
	handover: HandoverRow;
	push_subscription_id: string;
	/** When the browser last gave no push address, in server time; absent once it did. */
	push_failed: number;
	/** Notices already shown, newest last: a second arrival is silent. */
	notices: readonly string[];
	/** The couple this person left offline: the server is told as soon as possible. */
	leaving: string;
	/** Signed out offline: the server is told as soon as possible. */
	sign_out: true;
	/**
	 * Spaces in which a new root is due, once for each time it became due: a phone was removed, or the server counts
	 * fewer epochs than this phone has known.
	 */
	rotate: readonly string[];
	/** The roots in force that this phone could not open, by space. */
	unopened: { readonly [space_id: string]: Unopened };
	/** A root that a phone started because it could not open the one before, and whether the person has read so here. */
	new_key: { readonly epoch_id: string; readonly told: boolean };
	/** The next page of older keys to read. */
	keys_page: number;
	/** Whom this phone met for a seat that is about to pass, with the key they proved. */
	met: { readonly person_id: string; readonly signing_key: string };
	/**
	 * The person's other phones: those known here, those the person has not yet been told about, and those this phone
	 * added.
	 */
	own_phones: {
		readonly known: readonly string[];
		readonly fresh: readonly Phone[];
		readonly here?: readonly string[];
	};
	/** The person's other phones, as last heard, known here or not. */
	others: readonly string[];
	/** Whether the person has recovery words, as last heard. */
	way_back: "none" | "left";
	/**
	 * The recovery words in force by their id (null for none), whether the person was told on this phone that they are
	 * new, and whether they are of version 1. `old` is absent on a phone that has not asked since version 2 exists.
	 */
	words: { readonly id: string | null; readonly told: boolean; readonly old?: boolean };
	/** The recovery words that this phone made or signed in with, by their id: no news to it. */
	own_words: string;
	/** This phone signed in with the recovery words, and cannot make new ones before this server time. */
	newcomer_until: number;
	/** The server no longer knows this phone, or has deleted its account; the words here are kept. */
	signed_out: true | "deleted";
	/** Who runs the server, and who may create an account there, as last heard. */
	instance: Instance;
	/** The server's public VAPID key, as last seen. */
	vapid_public_key: string;
}

export async function readMeta<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | undefined> {
	// the store is untyped; only `writeMeta` and `Meta` define what a name holds
	return (await withLocal((db) => db.get("meta", name))) as Meta[Name] | undefined;
}

/** Reads one name of `meta` within a transaction that may also write it. */
export async function metaIn<Name extends keyof Meta>(
	transaction: Transaction,
	name: Name,
): Promise<Meta[Name] | undefined> {
	// untyped, as for `readMeta`
	return (await transaction.objectStore("meta").get(name)) as Meta[Name] | undefined;
}

export async function writeMeta<Name extends keyof Meta>(name: Name, value: Meta[Name]): Promise<void> {
	await withLocal((db) => db.put("meta", value, name));
}

export async function dropMeta(name: keyof Meta): Promise<void> {
	await withLocal((db) => db.delete("meta", name));
}
