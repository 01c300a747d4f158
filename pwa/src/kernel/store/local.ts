/**
 * What this phone keeps in IndexedDB: records with their words opened, the outbox, the keys (non-extractable
 * CryptoKeys) and a few settings. Pages and the service worker open the same database.
 */

import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { isStorageFailure, localProblem } from "../browser/problem";
import type { Json } from "../crypto/bytes";
import type { Wrap } from "../crypto/keys";
import type { Words } from "../crypto/seal";

export type Fields = { readonly [name: string]: Json };

/** One edit of a record, with its words opened. */
export interface Version {
	readonly edit: number;
	readonly author_id: string | null;
	readonly sealed_by: string | null;
	/** All plain fields of the API's view that this interface does not name. */
	readonly fields: Fields;
	readonly words: Words | null;
	/** The version of the words; null without words. */
	readonly w: number | null;
}

/** Why the server's version of a record cannot be shown. */
export type Refusal = "tampered" | "older" | "waiting_key";

export interface RecordRow {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
	/** What the server last sent, opened. */
	readonly view: Version | null;
	/** What this phone wrote and the server has not answered yet, or has refused (then it is in the tray). */
	readonly mine: Version | null;
	/** This phone has deleted it, and the server has not answered yet. */
	readonly removed: boolean;
	/** The highest edit ever opened. */
	readonly seen: number;
	readonly problem: Refusal | null;
	/** The person has read about the problem and dismissed it on this phone. */
	readonly put_away?: boolean;
	/** The server's view as it came, if its key has not arrived or this app does not know its kind. */
	readonly waiting: Fields | null;
	/** The round of the feed that last delivered it; see resync.ts. */
	readonly round: number;
}

/** What is needed to seal a request again, after the space's key was changed. */
export interface Plain {
	readonly fields: Fields;
	readonly words: Words | null;
}

export interface Stuck {
	readonly code: string;
	readonly status: number;
	readonly title: string;
}

/** One request that waits for its answer. Retries send `body` byte for byte the same. */
export interface OutboxItem {
	/** Set by IndexedDB, in the order of writing. */
	readonly seq?: number;
	readonly space_id: string;
	readonly kind: string;
	readonly record_id: string;
	/** Requests of one lane are sent one after another. */
	readonly lane: string;
	/** The lane of the record that this one belongs to. */
	readonly parent: string | null;
	/** It refers to the record as written here, so it waits while an edit of that record is refused. */
	readonly strict: boolean;
	readonly urgent: boolean;
	readonly method: "PUT" | "DELETE";
	readonly path: string;
	readonly body: string | null;
	readonly edit: number | null;
	/** The epoch it is sealed under; null if nothing is sealed. */
	readonly epoch: string | null;
	/** Null for a noun; records have it. */
	readonly plain: Plain | null;
	/** It was sent at least once, so the server may have it. */
	readonly tried: boolean;
	readonly stuck: Stuck | null;
	/** When it was written, by this phone's clock. */
	readonly at: number;
	/** Not sent before this time of this phone's clock, so that it can be undone without a trace. */
	readonly due?: number;
	/** A deletion of words that can be undone until `due`; see held.ts. */
	readonly held?: "delete" | "keep_mine";
}

/** A non-extractable key. */
export interface KeyRow {
	/** "epoch/SPACE/EPOCH", "device" (this phone's private key) or "signing" (the person's). */
	readonly id: string;
	readonly key: CryptoKey;
	/** For an epoch: the root as this phone wrapped it to itself, to pass it on to other phones. */
	readonly epoch?: {
		readonly space_id: string;
		readonly epoch_id: string;
		readonly number: number;
		readonly wrap: Wrap;
	};
}

export interface Local extends DBSchema {
	records: { key: [string, string, string]; value: RecordRow; indexes: { kind: [string, string]; waiting: string } };
	outbox: { key: number; value: OutboxItem; indexes: { lane: string } };
	keys: { key: string; value: KeyRow };
	meta: { key: string; value: unknown };
}

const NAME = "twofold";
/** 2: the index of the records that wait. */
const VERSION = 2;

let opening: Promise<IDBPDatabase<Local>> | null = null;

/** The single connection of this page or worker. Closes when another tab wipes the phone or opens a newer version. */
export function local(): Promise<IDBPDatabase<Local>> {
	if (opening) return opening;
	const made = connect();
	opening = made;
	// a failed connection is not cached: the next use tries again
	made.catch(() => {
		if (opening === made) forgetConnection();
	});
	return made;
}

async function connect(): Promise<IDBPDatabase<Local>> {
	return openDB<Local>(NAME, VERSION, { upgrade, blocking: closeLocal, terminated: forgetConnection });
}

/** Uses the connection. If the browser has closed it, opens a new one and retries once. */
export async function withLocal<Found>(use: (db: IDBPDatabase<Local>) => Found | Promise<Found>): Promise<Found> {
	try {
		return await use(await local());
	} catch (error) {
		if (!isStorageFailure(error) || error.name === "QuotaExceededError") throw error;
		// closed explicitly, or it would block another tab from wiping the phone
		await closeLocal();
		return use(await local());
	}
}

/** Deletes the database. The next use creates an empty one. */
export async function wipeLocal(): Promise<void> {
	endLife();
	await closeLocal();
	await deleteDB(NAME);
}

let lives = 0;

/** Counts the wipes this page knows of. What was requested in one life must not be written in the next. */
export function life(): number {
	return lives;
}

export function endLife(): void {
	lives += 1;
}

export type Transaction = IDBPTransaction<Local, ("records" | "outbox" | "meta" | "keys")[], "readwrite">;

/**
 * A transaction over all stores. `born` is the life in which the data to write was requested; throws Problem `wiped` if
 * the phone was wiped since.
 */
export async function begin(born: number): Promise<Transaction> {
	return withLocal((db) => {
		if (born !== lives) throw localProblem("wiped", "This phone was wiped meanwhile.");
		const transaction = db.transaction(["records", "outbox", "meta", "keys"], "readwrite");
		// the failure was already thrown by the request that failed
		transaction.done.catch(() => undefined);
		return transaction;
	});
}

export async function closeLocal(): Promise<void> {
	const open = opening;
	opening = null;
	// nothing to close if it could not be opened
	(await open?.catch(() => null))?.close();
}

function forgetConnection(): void {
	opening = null;
}

type Upgrade = IDBPTransaction<Local, StoreNames<Local>[], "versionchange">;

function upgrade(db: IDBPDatabase<Local>, from: number, _to: number | null, transaction: Upgrade): void {
	if (from < 1) create(db);
	// null has no id: only what waits is in it, so that looking for it at every start reads no other record
	transaction.objectStore("records").createIndex("waiting", "waiting.id");
}

function create(db: IDBPDatabase<Local>): void {
	db.createObjectStore("records", { keyPath: ["space_id", "kind", "id"] }).createIndex("kind", ["kind", "id"]);
	db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("lane", "lane");
	db.createObjectStore("keys", { keyPath: "id" });
	db.createObjectStore("meta");
}
