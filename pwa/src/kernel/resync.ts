/**
 * After the server was restored from a backup or pruned its feed: everything is fetched from the start, then what this
 * person wrote and the server has lost is sent again, under the edit that others have seen.
 */

import { putRecord } from "./api";
import { announce } from "./apply";
import { begin, type Fields, local, type RecordRow, readMeta, type Version } from "./local";
import type { Incoming } from "./open";
import { type Around, allKinds, type Kind, kindOf } from "./practice";
import { Problem } from "./problem";
import { laneOf } from "./queue";
import { keyOf } from "./records";
import { sealedBody } from "./sealed-body";
import { ready } from "./session";

/** Forgets the cursor and begins a new round: what the feed does not bring in it, the server no longer has. */
export async function startResync(born: number): Promise<void> {
	const round = ((await readMeta("round")) ?? 0) + 1;
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	await meta.put(round, "round");
	await meta.put(round, "resync");
	await meta.delete("cursor");
	await transaction.done;
}

/** Is a round going on? Nothing new is sent meanwhile: its edits build on what is sent again here. */
export async function isResyncing(): Promise<boolean> {
	return (await readMeta("resync")) !== undefined;
}

/**
 * Once the feed has no more: sends again what is this person's, lets go what the server let go. Throws Problem where
 * the server cannot be reached; the next pull does it again. `older` came with an edit below the one that was seen.
 */
export async function finishResync(born: number, older: readonly Incoming[]): Promise<void> {
	const round = await readMeta("resync");
	if (round === undefined) return;
	const rows = await (await local()).getAll("records");
	const back = new Set(older.map(({ space_id, kind, id }) => laneOf(space_id, kind, id)));
	const isLost = (row: RecordRow): boolean =>
		isMine(row) && (row.round < round || back.has(laneOf(row.space_id, row.kind, row.id)));
	// parents before what hangs on them, as the practices list their kinds
	for (const kind of allKinds())
		for (const row of rows) if (row.kind === kind.name && isLost(row)) await sendAgain(kind, row, rows);
	for (const row of rows) if (row.round < round && !isMine(row)) await letGo(born, row);
	const transaction = await begin(born);
	await transaction.objectStore("meta").delete("resync");
	await transaction.done;
}

/** The last edit was this person's, or it has no author and both phones may tell it again. */
function isMine({ view, space_id, kind }: RecordRow): boolean {
	const { person_id, couple } = ready();
	if (!view || (space_id !== person_id && space_id !== couple?.id)) return false;
	const by = view.sealed_by ?? view.author_id;
	return by === null ? kindOf(kind) !== undefined : by === person_id;
}

/** What the server refuses for good stays as the server has it. */
async function sendAgain(
	kind: Kind,
	{ id, space_id, view, seen }: RecordRow,
	rows: readonly RecordRow[],
): Promise<void> {
	if (!view) return;
	const find = (name: string): Version | null =>
		rows.find((row) => row.kind === name && row.id === id && row.space_id === space_id)?.view ?? null;
	const body = await bodyAgain(kind, { id, space_id, view, seen }, { me: ready().person_id, find });
	try {
		if (body) await putRecord(kind.path(id), body);
	} catch (error) {
		if (!(error instanceof Problem) || error.status === 0 || error.status === 429 || error.status >= 500) throw error;
	}
}

async function bodyAgain(
	kind: Kind,
	{ id, space_id, view, seen }: Pick<RecordRow, "id" | "space_id" | "seen"> & { readonly view: Version },
	around: Around,
): Promise<string | null> {
	if (kind.again) {
		const noun = kind.again(view, around);
		return noun && JSON.stringify({ space_id, ...noun });
	}
	const names = kind.sent ?? kind.signals;
	if (view.edit === 0) return null;
	const plain = { fields: pick(view.fields, names), words: view.words };
	return (await sealedBody(kind, { id, space_id, edit: Math.max(seen, view.edit), sealed_by: around.me, plain })).text;
}

/** Gone at the server, unless something written here about it still waits to be sent. */
async function letGo(born: number, row: RecordRow): Promise<void> {
	const { space_id, kind, id } = row;
	const transaction = await begin(born);
	const busy =
		(await transaction
			.objectStore("outbox")
			.index("lane")
			.count(laneOf(space_id, kind, id))) > 0;
	if (!busy) await transaction.objectStore("records").delete(keyOf(row));
	await transaction.done;
	if (!busy) announce([{ key: [space_id, kind, id], row: null }]);
}

function pick(fields: Fields, names: readonly string[]): Fields {
	return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}
