/**
 * What this phone keeps, in IndexedDB: records with their words opened, the outbox, the keys (CryptoKeys that
 * cannot be exported) and a few settings. Pages and the service worker open the same database.
 */

import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Json } from "./bytes";
import type { Wrap } from "./keys";
import type { Meta } from "./meta";
import { isStorageFailure, localProblem } from "./problem";
import type { Words } from "./seal";

export type Fields = { readonly [name: string]: Json };

/** One edit of a record, opened. */
export interface Version {
	readonly edit: number;
	readonly author_id: string | null;
	readonly sealed_by: string | null;
	/** Everything plain that the API's view carries beside the fields named here. */
	readonly fields: Fields;
	readonly words: Words | null;
	/** The version of the words; null where there are none. */
	readonly w: number | null;
}

/** Why a record cannot be shown as the server has it. */
export type Refusal = "tampered" | "older" | "waiting_key";

export interface RecordRow {
	readonly space_id: string;
	readonly kind: string;
	readonly id: string;
	/** What the server last said, opened. */
	readonly view: Version | null;
	/** What this phone wrote and the server has not answered yet, or has refused (then it is in the tray). */
	readonly mine: Version | null;
	/** This phone took it back and the server has not answered yet. */
	readonly removed: boolean;
	/** The highest edit ever opened. */
	readonly seen: number;
	readonly problem: Refusal | null;
	/** The person has read of the problem and put it away on this phone. */
	readonly put_away?: boolean;
	/** A view whose key has not arrived, or whose kind this app does not know, as it came. */
	readonly waiting: Fields | null;
	/** The round of the feed that last delivered it; see resync in feed.ts. */
	readonly round: number;
}

/** What is needed to seal a request anew, after the space's key was changed. */
export interface Plain {
	readonly fields: Fields;
	readonly words: Words | null;
}

export interface Stuck {
	readonly code: string;
	readonly status: number;
	readonly title: string;
}

/** One request that waits for its answer. `body` is sent byte for byte the same until it is answered. */
export interface OutboxItem {
	/** Set by IndexedDB; the order of writing. */
	readonly seq?: number;
	readonly space_id: string;
	readonly kind: string;
	readonly record_id: string;
	/** Requests of one lane go one after another. */
	readonly lane: string;
	/** The lane of the record this one hangs on. */
	readonly parent: string | null;
	/** It speaks of the record as it was written here, so it waits while an edit of that is refused. */
	readonly strict: boolean;
	readonly urgent: boolean;
	readonly method: "PUT" | "DELETE";
	readonly path: string;
	readonly body: string | null;
	readonly edit: number | null;
	/** The epoch it is sealed under; null where nothing is. */
	readonly epoch: string | null;
	/** Given for records; a noun has none. */
	readonly plain: Plain | null;
	/** It was handed to the network at least once, so the server may have it. */
	readonly tried: boolean;
	readonly stuck: Stuck | null;
	/** When it was written, by this phone's clock. */
	readonly at: number;
	/** Not sent before then, so that it can be taken back without a trace. */
	readonly due?: number;
	/** What destroys words, and can still be undone until then; see held.ts. */
	readonly held?: "delete" | "keep_mine";
}

/** A key that cannot be exported. */
export interface KeyRow {
	/** "epoch/SPACE/EPOCH", "device" (this phone's private key) or "signing" (the person's). */
	readonly id: string;
	readonly key: CryptoKey;
	/** Of an epoch: the root wrapped by this phone to itself, to pass it on to others. */
	readonly epoch?: {
		readonly space_id: string;
		readonly epoch_id: string;
		readonly number: number;
		readonly wrap: Wrap;
	};
}

export interface Local extends DBSchema {
	records: { key: [string, string, string]; value: RecordRow; indexes: { kind: [string, string] } };
	outbox: { key: number; value: OutboxItem; indexes: { lane: string } };
	keys: { key: string; value: KeyRow };
	meta: { key: string; value: unknown };
}

const NAME = "twofold";

let opening: Promise<IDBPDatabase<Local>> | null = null;

/** The one connection of this page or worker. Closes itself when another tab wipes the phone or brings a newer version. */
export function local(): Promise<IDBPDatabase<Local>> {
	if (opening) return opening;
	const made = connect();
	opening = made;
	// what could not be opened is no connection: the next use tries again
	made.catch(() => {
		if (opening === made) forgetConnection();
	});
	return made;
}

async function connect(): Promise<IDBPDatabase<Local>> {
	return openDB<Local>(NAME, 1, { upgrade: create, blocking: closeLocal, terminated: forgetConnection });
}

/** Uses the connection; one that the browser has closed is made anew, once. */
export async function withLocal<Found>(use: (db: IDBPDatabase<Local>) => Found | Promise<Found>): Promise<Found> {
	try {
		return await use(await local());
	} catch (error) {
		if (!isStorageFailure(error) || error.name === "QuotaExceededError") throw error;
		// closed for good, or it would keep another tab from wiping the phone
		await closeLocal();
		return use(await local());
	}
}

/** Deletes everything. The next use starts from an empty phone. */
export async function wipeLocal(): Promise<void> {
	endLife();
	await closeLocal();
	await deleteDB(NAME);
}

let lives = 0;

/** Counts the wipes this page knows of. What was asked in one life must not be written in the next. */
export function life(): number {
	return lives;
}

export function endLife(): void {
	lives += 1;
}

export type Transaction = IDBPTransaction<Local, ("records" | "outbox" | "meta" | "keys")[], "readwrite">;

/** A transaction over everything, in the life in which its reason arose. Throws Problem `wiped` if the phone was wiped since. */
export async function begin(born: number): Promise<Transaction> {
	return withLocal((db) => {
		if (born !== lives) throw localProblem("wiped", "This phone was wiped meanwhile.");
		const transaction = db.transaction(["records", "outbox", "meta", "keys"], "readwrite");
		// a request that fails is thrown where it was made; the same failure of the whole is no other one
		transaction.done.catch(() => undefined);
		return transaction;
	});
}

export async function closeLocal(): Promise<void> {
	const open = opening;
	opening = null;
	// one that was never made needs no closing
	(await open?.catch(() => null))?.close();
}

export async function readMeta<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | undefined> {
	// the store is untyped; only `writeMeta` and `Meta` say what lies under a name
	return (await withLocal((db) => db.get("meta", name))) as Meta[Name] | undefined;
}

export async function writeMeta<Name extends keyof Meta>(name: Name, value: Meta[Name]): Promise<void> {
	await withLocal((db) => db.put("meta", value, name));
}

export async function dropMeta(name: keyof Meta): Promise<void> {
	await withLocal((db) => db.delete("meta", name));
}

function forgetConnection(): void {
	opening = null;
}

function create(db: IDBPDatabase<Local>): void {
	db.createObjectStore("records", { keyPath: ["space_id", "kind", "id"] }).createIndex("kind", ["kind", "id"]);
	db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("lane", "lane");
	db.createObjectStore("keys", { keyPath: "id" });
	db.createObjectStore("meta");
}
