/** Wins on this phone, each with what the partner of its author said to it. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { serverNow } from "../../kernel/store/clock";
import { madeAt, newId } from "../../kernel/store/ids";
import { type Shown, shown } from "../../kernel/store/records";
import { alone, ready, session, spaceFor, whoIs } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdRemoval, save } from "../../kernel/sync/write";
import { APPRECIATIONS, WINS } from "./kinds";
import { type AppreciationKind, readAppreciation, readWin, type Said, type WinKind } from "./words";

export interface Win extends Said<WinKind> {
	readonly id: string;
	/** Epoch milliseconds, to sort and to show the day. */
	readonly at: number;
	readonly by_me: boolean;
	readonly audience: "me" | "us";
	readonly pending: boolean;
	readonly stuck: boolean;
	readonly read_only: boolean;
	/** Null until the other person has said something to it. */
	readonly appreciation: (Said<AppreciationKind> & { readonly pending: boolean }) | null;
}

/** How long an appreciation can be undone without a trace, in milliseconds. */
const UNDO = 6000;

const records = shown(WINS);
const said = shown(APPRECIATIONS);
const chosen = signal<{ readonly couple_id: string; readonly to: "me" | "us" } | null>(null);

/** All wins that this person can read, newest first. */
export const wins: ReadonlySignal<readonly Win[]> = computed(() =>
	records.value.flatMap(asWin).sort((a, b) => (a.id < b.id ? 1 : -1)),
);

/** The partner's newest win, for two days. */
export const latestTheirs: ReadonlySignal<Win | null> = computed(() => {
	const latest = wins.value.find(({ by_me }) => !by_me);
	return latest && latest.at > serverNow() - 2 * 86_400_000 ? latest : null;
});

/** Who will see the next win: as last time while the app is open, and `me` until then. */
export const audience: ReadonlySignal<"me" | "us"> = computed(() => {
	const { value } = session;
	const couple = value.state === "ready" ? value.couple : null;
	return couple && chosen.value?.couple_id === couple.id ? chosen.value.to : "me";
});

export function setAudience(to: "me" | "us"): void {
	const { couple } = ready();
	if (couple && !alone.value) chosen.value = { couple_id: couple.id, to };
}

/** Saves a win for the current audience; returns its id. */
export async function recordWin(kind: WinKind): Promise<string> {
	const id = newId();
	await save(WINS, { id, space_id: spaceFor(audience.value), fields: {}, words: { kind } });
	return id;
}

/** Adds or changes the line of a win. */
export async function addLine({ id }: Win, line: string): Promise<void> {
	await save(WINS, { id, space_id: find(id).space_id, fields: {}, words: { line: line.trim() } });
}

/** Deletes a win with what was said to it, after the time for Undo. */
export function removeWin({ id }: Win | { readonly id: string }): Promise<Undo> {
	return holdRemoval(WINS, find(id).space_id, id);
}

/** Says something to a win of the partner's, or says it anew. */
export async function appreciate(win: Win, kind: AppreciationKind, line = ""): Promise<Undo> {
	const { space_id } = find(win.id);
	const id = `${win.id}/${ready().person_id}`;
	const parent = { kind: WINS, id: win.id };
	await save(APPRECIATIONS, {
		id,
		space_id,
		fields: {},
		words: { says: kind, line: line.trim() },
		parent,
		rests: UNDO,
	});
	return () => dropUnsent(APPRECIATIONS, space_id, id);
}

function find(id: string): Shown {
	const record = records.value.find((one) => one.id === id);
	if (!record) throw new Error("no such win on this phone");
	return record;
}

function asWin(record: Shown): Win[] {
	const words = readWin(record.words);
	const who = whoIs(record.author_id);
	const { value } = session;
	if (!words || !who || value.state !== "ready") return [];
	const { id, space_id, pending, stuck, read_only } = record;
	if (space_id !== value.person_id && space_id !== value.couple?.id) return [];
	const at = Math.min(madeAt(id), serverNow());
	const audience = space_id === value.person_id ? "me" : "us";
	const appreciation = saidTo(record);
	return [{ ...words, id, at, by_me: who === "me", audience, pending, stuck, read_only, appreciation }];
}

function saidTo({ id, space_id }: Shown): Win["appreciation"] {
	const record = said.value.find((one) => one.space_id === space_id && one.id.startsWith(`${id}/`));
	const words = readAppreciation(record?.words ?? null);
	return record && words && whoIs(record.author_id) ? { ...words, pending: record.pending } : null;
}
