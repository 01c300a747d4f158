/**
 * Records as screens see them: one table per kind, filled from IndexedDB before the network answers, and updated by
 * every write, every page of the feed and every other tab.
 */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Words } from "../crypto/seal";
import type { RecordKey } from "./channel";
import { serverNow } from "./clock";
import { firstIdAt } from "./ids";
import { type Fields, type RecordRow, type Refusal, type Version, withLocal } from "./local";
import { locked } from "./locked";
import { allKinds, type Kind, kindOf } from "./practice";
import { heldItems, laneOf, type Queued, stuckItems } from "./queue";
import { withoutWords } from "./rows";

export type Table = ReadonlyMap<string, RecordRow>;

/** A record as a practice's store reads it. */
export interface Shown {
	readonly id: string;
	readonly space_id: string;
	readonly author_id: string | null;
	readonly edit: number;
	readonly fields: Fields;
	/** Null if there are none, or they cannot be opened (see `problem`). */
	readonly words: Words | null;
	/** Written here, and not answered by the server yet. */
	readonly pending: boolean;
	/** The server refused it, and it waits in the tray. */
	readonly stuck: boolean;
	readonly problem: Refusal | null;
	/** A newer app wrote the words: they can be read, not edited. */
	readonly read_only: boolean;
}

const DAY = 86_400_000;
const tables = new Map<string, Signal<Table>>();

/** The rows of one kind by "space/id". */
export function table(kind: string): Signal<Table> {
	const known = tables.get(kind);
	if (known) return known;
	const made = signal<Table>(new Map());
	tables.set(kind, made);
	return made;
}

/** The records of one kind that the person sees, sorted by id. */
export function shown(kind: Kind): ReadonlySignal<readonly Shown[]> {
	const rows = table(kind.name);
	return computed(() => [...rows.value.values()].flatMap(showingOf(kind)).sort(byId));
}

const stuckLanes = computed(() => new Set(stuckItems.value.map(({ lane }) => lane)));

/** How a row of this kind is shown: as no record if it was deleted, else as one. Reads signals. */
export function showingOf(kind: Kind): (row: RecordRow) => readonly Shown[] {
	const stuck = stuckLanes.value;
	return (row) => showRow(kind, row, stuck, heldOf(row));
}

/** Reads from IndexedDB what every kind keeps in memory; while the app is locked, only what may stay readable. */
export async function fillTables(now = serverNow()): Promise<void> {
	const closed = locked.value;
	clearTables();
	const kinds = allKinds().filter(({ beforePin }) => beforePin || !closed);
	await withLocal(async (db) => {
		// one transaction for all: each costs more than what most kinds have
		const index = db.transaction("records").store.index("kind");
		await Promise.all(
			kinds.map(async (kind) => {
				const rows = await index.getAll(IDBKeyRange.bound([kind.name, firstHeld(kind, now)], [kind.name, "\uffff"]));
				table(kind.name).value = new Map(rows.map((row) => [rowName(row), closed ? withoutWords(row) : row]));
			}),
		);
	});
}

/** The lowest id of a kind that is kept in memory. */
function firstHeld(kind: Kind | undefined, now: number): string {
	return kind?.recentDays === undefined ? "" : firstIdAt(now - kind.recentDays * DAY);
}

/** Shows changed rows; a null row is a deleted one. Of an older row only the change is told, for who reads the history. */
export function showRows(changes: readonly { readonly key: RecordKey; readonly row: RecordRow | null }[]): void {
	for (const kind of new Set(changes.map(({ key }) => key[1]))) {
		const first = firstHeld(kindOf(kind), serverNow());
		const rows = new Map(table(kind).value);
		for (const { key, row } of changes) {
			if (key[1] !== kind) continue;
			// what was just written or refused is shown, however old
			if (row && (row.id >= first || row.mine || row.problem)) rows.set(`${key[0]}/${key[2]}`, row);
			else rows.delete(`${key[0]}/${key[2]}`);
		}
		table(kind).value = rows;
	}
}

/** Reads these records again, after another tab changed them. */
export async function rereadRows(keys: readonly RecordKey[]): Promise<void> {
	if (locked.value) return fillTables();
	const rows = await Promise.all(keys.map((key) => withLocal((db) => db.get("records", [...key]))));
	showRows(keys.map((key, place) => ({ key, row: rows[place] ?? null })));
}

export function clearTables(): void {
	for (const rows of tables.values()) rows.value = new Map();
}

function rowName(row: RecordRow): string {
	return `${row.space_id}/${row.id}`;
}

function byId(a: Shown, b: Shown): number {
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function heldOf({ space_id, kind, id }: RecordRow): Queued | undefined {
	return heldItems.value.size > 0 ? heldItems.value.get(laneOf(space_id, kind, id)) : undefined;
}

function showRow(kind: Kind, row: RecordRow, stuck: ReadonlySet<string>, held: Queued | undefined): Shown[] {
	const isStuck = row.mine !== null && stuck.has(laneOf(row.space_id, row.kind, row.id));
	// a replaced kind, whose replacement was refused, is shown as the server has it
	const discarded = held?.stuck && held.held === "delete";
	const mine = discarded || (kind.replaced && isStuck) ? null : row.mine;
	const removed = !discarded && (row.removed || held?.method === "DELETE");
	const version = removed ? null : (mine ?? row.view ?? unopened(row));
	if (!version) return [];
	const { edit, author_id, words } = version;
	// fields that the server derives are kept until it answers
	const fields = { ...row.view?.fields, ...version.fields };
	const read_only = version.w !== null && kind.words !== null && version.w > kind.words;
	return [
		{
			id: row.id,
			space_id: row.space_id,
			author_id,
			edit,
			fields,
			words,
			pending: mine !== null,
			stuck: isStuck,
			problem: row.problem,
			read_only,
		},
	];
}

/** A record whose key has not arrived still shows its plain fields. */
function unopened(row: RecordRow): Version | null {
	return row.waiting ? splitView(row.waiting, null, null) : null;
}

/** The parts of an API view; `words` are the opened ones. */
export function splitView(view: Fields, words: Words | null, w: number | null): Version {
	const { id: _id, space_id: _space, author_id, edit, sealed_by, words: _words, headline: _headline, ...fields } = view;
	return {
		edit: typeof edit === "number" ? edit : 0,
		author_id: textOrNull(author_id),
		sealed_by: textOrNull(sealed_by),
		fields,
		words,
		w,
	};
}

function textOrNull(value: unknown): string | null {
	return typeof value === "string" ? value : null;
}
