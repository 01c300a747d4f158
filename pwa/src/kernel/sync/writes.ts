/**
 * Writes on this phone: the record and its sealed request go into IndexedDB in one transaction. IndexedDB transactions
 * cannot wait for sealing, so it happens before; a write that lost a race with another tab seals again.
 */

import { Problem } from "../browser/problem";
import { announce, type Change } from "../store/apply";
import type { RecordKey } from "../store/channel";
import {
	begin,
	life,
	type OutboxItem,
	type Plain,
	type RecordRow,
	type Transaction,
	type Version,
	withLocal,
} from "../store/local";
import type { Kind } from "../store/practice";
import { isQueued, laneOf, type Queued } from "../store/queue";
import { type Draft, isSealed, openBody, sealedBody } from "../store/sealed-body";
import { ready } from "../store/session";
import { sendNoun, storedOrSent } from "./by-network";
import { inOne, laneItems, poke, putNoun, putVersion, request } from "./lane";
import { saveNow } from "./save-now";
import type { Note, Save } from "./to-write";

/** Part of an urgent `save` anyway, so it is loaded with it. */
export { saveNow };

/**
 * Writes the next edit of a record; if an urgent one cannot be stored, sends it. Throws Problem `newer_words` or
 * `no_key`.
 */
export async function save(kind: Kind, what: Save): Promise<void> {
	if (!isUrgent(kind, what)) return store(kind, what);
	await storedOrSent(
		() => store(kind, what),
		() => saveNow(kind, what),
	);
}

/**
 * Writes a noun; if an urgent one cannot be stored, sends it. Nouns have no edits: a repeat is idempotent, a different
 * one is refused.
 */
export async function note(kind: Kind, what: Note): Promise<void> {
	if (!isUrgent(kind, what)) return storeNoun(kind, what);
	await storedOrSent(
		() => storeNoun(kind, what),
		() => sendNoun(kind, what),
	);
}

/** Resolves when the record is in IndexedDB. */
async function store(kind: Kind, what: Save): Promise<void> {
	if (!isSealed(kind, what.words)) return inOne((transaction) => putOpen(transaction, kind, what));
	for (;;) {
		const before = await readLane(kind, [what.space_id, kind.name, what.id]);
		const { draft, mine } = nextVersion(before, what);
		const { text, epoch } = await sealedBody(kind, draft);
		const item = request(kind, what, { body: text, edit: draft.edit, epoch, plain: draft.plain });
		if (await put(before, mine, item)) return;
	}
}

/** Stores a record that need not be sealed. */
async function putOpen(transaction: Transaction, kind: Kind, what: Save): Promise<readonly Change[]> {
	const key: RecordKey = [what.space_id, kind.name, what.id];
	const row = await transaction.objectStore("records").get([...key]);
	const { draft, mine } = nextVersion({ kind, row, items: await laneItems(transaction, laneOf(...key)) }, what);
	const body = openBody(kind, draft);
	const item = request(kind, what, { body, edit: draft.edit, epoch: null, plain: draft.plain });
	return putVersion(transaction, { kind, key, mine, item });
}

/** The next edit, as it is sealed and as it is shown. */
function nextVersion(before: Before, what: Save): { readonly draft: Draft; readonly mine: Version } {
	const { kind, row } = before;
	const { person_id } = ready();
	const { id, space_id } = what;
	const draft = { id, space_id, edit: nextEdit(before), sealed_by: person_id, plain: plainOf(kind, what, row) };
	const mine = {
		edit: draft.edit,
		author_id: authorOf(row, person_id),
		sealed_by: person_id,
		fields: { ...what.fields, ...what.shows },
		words: draft.plain.words,
		w: kind.words,
	};
	return { draft, mine };
}

/** Resolves when the noun is in IndexedDB. */
async function storeNoun(kind: Kind, what: Note): Promise<void> {
	await inOne((transaction) => putNoun(transaction, kind, what));
}

function isUrgent(kind: Kind, { urgent }: Pick<Save, "urgent">): boolean {
	return urgent ?? kind.urgent ?? false;
}

/** What this phone has of a record. */
interface Before {
	readonly kind: Kind;
	readonly row: RecordRow | undefined;
	readonly items: readonly Queued[];
}

interface Lane extends Before {
	readonly born: number;
	readonly key: RecordKey;
}

async function readLane(kind: Kind, key: RecordKey): Promise<Lane> {
	const born = life();
	const [items, row] = await Promise.all([
		withLocal((db) => db.getAllFromIndex("outbox", "lane", laneOf(...key))),
		withLocal((db) => db.get("records", [...key])),
	]);
	return { born, kind, key, row, items: items.filter(isQueued) };
}

/** The edit after the highest one seen or waiting; refused ones do not count. */
function nextEdit({ kind, row, items }: Before): number {
	if (kind.replaced) return 1;
	const edits = items.filter(({ stuck }) => !stuck).map(({ edit }) => edit ?? 0);
	return Math.max(row?.view?.edit ?? 0, row?.seen ?? 0, ...edits) + 1;
}

function plainOf(kind: Kind, what: Save, row: RecordRow | undefined): Plain {
	if (kind.replaced) return { fields: what.fields, words: what.words ?? null };
	const base = row?.mine ?? row?.view ?? null;
	if (base?.w && kind.words !== null && base.w > kind.words)
		throw new Problem("newer_words", 0, "A newer version of the app wrote this. It can be read here, not changed.");
	const words = what.words ? { ...base?.words, ...what.words } : null;
	return { fields: what.fields, words };
}

function authorOf(row: RecordRow | undefined, me: string): string {
	return row?.view?.author_id ?? row?.mine?.author_id ?? me;
}

/** Stores record and request, unless another write came in between: then does nothing and returns false. */
async function put({ born, kind, key }: Lane, mine: Version, item: OutboxItem): Promise<boolean> {
	const transaction = await begin(born);
	const row = await transaction.objectStore("records").get([...key]);
	const items = await laneItems(transaction, item.lane);
	if (nextEdit({ kind, row, items }) !== item.edit) {
		transaction.abort();
		await transaction.done.catch(() => undefined);
		return false;
	}
	const written = await putVersion(transaction, { kind, key, mine, item });
	await transaction.done;
	announce(written);
	await poke();
	return true;
}
