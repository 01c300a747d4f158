/**
 * After the server was restored from a backup or has pruned its feed: fetches everything from the start, then sends
 * again what this person wrote and the server has lost, under the edit that others have seen.
 */

import { Problem } from "../browser/problem";
import { canonicalValue } from "../crypto/bytes";
import { putRecord } from "../http/api";
import { announce } from "../store/apply";
import { serverNow } from "../store/clock";
import { begin, type Fields, local, type RecordRow, type Version } from "../store/local";
import { readMeta, type SaidNoun } from "../store/meta";
import type { Incoming } from "../store/open";
import { type Around, allKinds, kindOf } from "../store/practice";
import { laneOf } from "../store/queue";
import { keyOf } from "../store/rows";
import { sealedBody } from "../store/sealed-body";
import { ready } from "../store/session";
import { save } from "./writes";

const WEEK = 7 * 86_400_000;
/** The status for a record that another phone of this person deleted after the backup was made. */
const GONE = 410;

/**
 * Deletes the cursor and starts a new round: what the feed does not bring in it, the server no longer has. `again`: the
 * server lost it, so it is sent again. If not, this phone was only away for long, and it was deleted meanwhile.
 */
export async function startResync(born: number, again: boolean): Promise<void> {
	if (again) await repeatReplaced();
	const round = ((await readMeta("round")) ?? 0) + 1;
	const said = [...((await readMeta("said")) ?? []), ...(again ? await ownNouns() : [])];
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	await meta.put(round, "round");
	await meta.put(round, "resync");
	await (again ? meta.delete("deleted") : meta.put(round, "deleted"));
	await meta.put(said, "said");
	await meta.delete("cursor");
	await transaction.done;
}

/** Whether a round is running. Nothing new is sent meanwhile, since its edits build on what is sent again here. */
export async function isResyncing(): Promise<boolean> {
	return (await readMeta("resync")) !== undefined;
}

/**
 * At the end of the feed: sends again what is this person's, and deletes what the server no longer has. Throws Problem
 * if the server cannot be reached; the next pull runs it again. `older`: records that came with an edit below the one
 * already seen.
 */
export async function finishResync(born: number, older: readonly Incoming[]): Promise<void> {
	const round = await readMeta("resync");
	if (round === undefined) return;
	const again = (await readMeta("deleted")) !== round;
	const rows = await (await local()).getAll("records");
	const back = new Set(older.map(({ space_id, kind, id }) => laneOf(space_id, kind, id)));
	const isLost = (row: RecordRow): boolean =>
		isMine(row) && (row.round < round || back.has(laneOf(row.space_id, row.kind, row.id)));
	for (const row of again ? byKind(rows) : [])
		if (isLost(row) && (await sendAgain(row)) === GONE) await letGo(born, row);
	for (const row of rows)
		if (row.round < round && !(again && isMine(row) && !kindOf(row.kind)?.fleeting)) await letGo(born, row);
	const transaction = await begin(born);
	await transaction.objectStore("meta").delete("resync");
	await transaction.done;
}

/**
 * Repeats what this person said about a record that may be the partner's: a yes, an answer, an end. If the partner's
 * phone has not sent that record again yet, retries at later pulls, for at most a week.
 */
export async function sayAgain(born: number): Promise<void> {
	const said = await readMeta("said");
	if (!said) return;
	const rows = await (await local()).getAll("records");
	const round = (await readMeta("round")) ?? 0;
	const waiting: SaidNoun[] = [];
	for (const noun of said)
		if (noun.until > serverNow() && !isKnown(noun, rows, round) && (await mustWait(noun, rows))) waiting.push(noun);
	const transaction = await begin(born);
	const meta = transaction.objectStore("meta");
	await (waiting.length > 0 ? meta.put(waiting, "said") : meta.delete("said"));
	await transaction.done;
}

/** Whether this person made the last edit, or it has no author, so that both phones may send it again. */
function isMine({ view, space_id, kind }: RecordRow): boolean {
	const { person_id, couple } = ready();
	if (!view || (space_id !== person_id && space_id !== couple?.id)) return false;
	const by = view.sealed_by ?? view.author_id;
	return by === null ? kindOf(kind) !== undefined : by === person_id;
}

/** Sends a record again. Returns the status of a refusal, else null; a refused record stays as the server has it. */
async function sendAgain({ kind: name, id, space_id, view, seen }: RecordRow): Promise<number | null> {
	const kind = kindOf(name);
	if (!kind || kind.again || kind.replaced || kind.fleeting || !view || view.edit === 0) return null;
	const plain = { fields: pick(view.fields, kind.sent), words: view.words };
	const edit = Math.max(seen, view.edit);
	const { text } = await sealedBody(kind, { id, space_id, edit, sealed_by: ready().person_id, plain });
	return put(kind.path(id, view.fields), text);
}

/**
 * Saves replaced kinds again. They have no edits, so nothing shows that the backup's version is older: this must run
 * before the feed brings that version, or something withdrawn since would be revived. Of two saves the server keeps the
 * later one.
 */
async function repeatReplaced(): Promise<void> {
	for (const row of (await (await local()).getAll("records")).filter(isMine)) {
		const { id, space_id, view, mine } = row;
		const kind = kindOf(row.kind);
		if (!kind?.replaced || !view || mine) continue;
		const fields = pick(view.fields, kind.sent);
		await save(kind, { id, space_id, fields, shows: view.fields, ...(view.words ? { words: view.words } : {}) });
	}
}

/** What this person has said about records, read before the feed brings the backup's version. */
async function ownNouns(): Promise<readonly SaidNoun[]> {
	const rows = await (await local()).getAll("records");
	const until = serverNow() + WEEK;
	return byKind(rows.filter(isMine)).flatMap((row) => {
		const { space_id, kind, id, view } = row;
		const noun = nounOf(row, rows);
		const path = kindOf(kind)?.path(id, view?.fields);
		const about = aboutOf(row, rows);
		return noun && path !== undefined ? [{ space_id, kind, id, path, noun, about, until }] : [];
	});
}

function nounOf(row: RecordRow, rows: readonly RecordRow[]): Fields | null {
	return (row.view && kindOf(row.kind)?.again?.(row.view, around(row, rows))) ?? null;
}

/**
 * Repeats the noun if it says the same as before; returns whether it has to wait. The partner may have sent something
 * else under the same id and edit: then it is not repeated.
 */
async function mustWait(noun: SaidNoun, rows: readonly RecordRow[]): Promise<boolean> {
	const about = aboutOf(noun, rows);
	return about === (noun.about ?? null) ? !(await isTaken(noun)) : about === null;
}

/** What a noun is about, as text; null if that does not matter or is not here. */
function aboutOf(noun: Named, rows: readonly RecordRow[]): string | null {
	const about = kindOf(noun.kind)?.about?.(around(noun, rows)) ?? null;
	return about === null ? null : JSON.stringify(canonicalValue(about));
}

type Named = Pick<RecordRow, "space_id" | "kind" | "id">;

function around({ id, space_id }: Named, rows: readonly RecordRow[]): Around {
	const find = (name: string): Version | null =>
		rows.find((row) => row.kind === name && row.id === id && row.space_id === space_id)?.view ?? null;
	return { me: ready().person_id, find };
}

/** Whether the feed has brought it in this round. */
function isKnown({ space_id, kind, id }: SaidNoun, rows: readonly RecordRow[], round: number): boolean {
	const row = rows.find((one) => one.kind === kind && one.id === id && one.space_id === space_id);
	return row !== undefined && row.round >= round && nounOf(row, rows) !== null;
}

/** Sorts parents before children, in the order in which practices list their kinds. */
function byKind(rows: readonly RecordRow[]): readonly RecordRow[] {
	return allKinds().flatMap(({ name }) => rows.filter(({ kind }) => kind === name));
}

/** Whether the server has accepted or finally refused it. False while the record it refers to is missing. */
async function isTaken({ path, space_id, noun }: SaidNoun): Promise<boolean> {
	const refused = await put(path, JSON.stringify({ space_id, ...noun }));
	return refused !== 404 && refused !== 412;
}

/** Returns the status of a refusal, or null if it was accepted. Throws Problem if it is undecided. */
async function put(path: string, body: string): Promise<number | null> {
	try {
		await putRecord(path, body);
		return null;
	} catch (error) {
		if (!(error instanceof Problem) || error.status === 0 || error.status === 429 || error.status >= 500) throw error;
		return error.status;
	}
}

/** Deletes a record that the server no longer has, unless a request for it still waits in the outbox. */
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
