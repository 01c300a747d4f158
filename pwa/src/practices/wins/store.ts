/** Wins, each with what the partner of its author said to it. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { audienceOf } from "../../kernel/store/audience";
import { type Authored, authored } from "../../kernel/store/authored";
import { dayOf, serverNow } from "../../kernel/store/clock";
import { spaceOf } from "../../kernel/store/history";
import { newId } from "../../kernel/store/ids";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, spaceFor, whoIs } from "../../kernel/store/session";
import { HELD } from "../../kernel/sync/order";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdRemoval, save } from "../../kernel/sync/write";
import { APPRECIATIONS, RECENT, WINS } from "./kinds";
import { type AppreciationKind, readAppreciation, readWin, type Said, type WinKind } from "./words";

export interface Win extends Said<WinKind>, Authored {
	/** Null until the other person has said something to it. */
	readonly appreciation: (Said<AppreciationKind> & Pick<Authored, "by_me" | "pending">) | null;
}

/** Who will see the next win. */
export const audience = audienceOf("wins_audience");

const records = shown(WINS);
const said = shown(APPRECIATIONS);

/** The partner's newest win of the last two days. */
export const latestTheirs: ReadonlySignal<Win | null> = computed(() => {
	const latest = winsIn(records.value, said.value).find(({ by_me }) => !by_me);
	return latest && latest.at > serverNow() - RECENT * 86_400_000 ? latest : null;
});

/** The wins among these records, the newest day first. Within a day yours come first, so that no order tells a time. */
export function winsIn(found: readonly Shown[], appreciations: readonly Shown[]): readonly Win[] {
	const wins = found.flatMap((record) => asWin(record, appreciations));
	return wins.sort((a, b) => dayOf(b.at) - dayOf(a.at) || Number(b.by_me) - Number(a.by_me) || (a.id < b.id ? 1 : -1));
}

/** Saves a win for the current audience; returns its id. */
export async function recordWin(kind: WinKind): Promise<string> {
	const id = newId();
	await save(WINS, { id, space_id: spaceFor(audience.now.value), fields: {}, words: { kind } });
	return id;
}

/** Adds or changes the line of a win. */
export async function addLine({ id, space_id }: Win, line: string): Promise<void> {
	await save(WINS, { id, space_id, fields: {}, words: { line: line.trim() } });
}

/** Deletes a win with what was said to it, after the time for Undo. */
export async function removeWin(id: string): Promise<Undo> {
	return holdRemoval(WINS, await spaceOf(WINS, id), id);
}

/** Says something to a win of the partner's, or says it anew. */
export async function appreciate({ id: win, space_id }: Win, kind: AppreciationKind, line = ""): Promise<Undo> {
	const id = `${win}/${ready().person_id}`;
	const words = { says: kind, line: line.trim() };
	await save(APPRECIATIONS, { id, space_id, fields: {}, words, parent: { kind: WINS, id: win }, rests: HELD });
	return () => dropUnsent(APPRECIATIONS, space_id, id);
}

function asWin(record: Shown, appreciations: readonly Shown[]): Win[] {
	const words = readWin(record.words);
	const plain = words && authored(record);
	return plain ? [{ ...words, ...plain, appreciation: saidTo(record, appreciations) }] : [];
}

function saidTo({ id, space_id }: Shown, appreciations: readonly Shown[]): Win["appreciation"] {
	// an earlier account may have said something too
	const record = appreciations.find(
		(one) => one.space_id === space_id && one.id.startsWith(`${id}/`) && whoIs(one.author_id),
	);
	const words = readAppreciation(record?.words ?? null);
	return record && words ? { ...words, by_me: whoIs(record.author_id) === "me", pending: record.pending } : null;
}
