/** The tray: what the server refused, with its words kept, and what failed its seal. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { part } from "../browser/parts";
import type { Words } from "../crypto/seal";
import type { Fields } from "../store/local";
import { allKinds, type Kind, kindOf } from "../store/practice";
import { type Queued, stuckItems } from "../store/queue";
import { table } from "../store/records";
import { isRefused } from "../store/rows";
import { session, spaceFor } from "../store/session";
import type { Undo } from "./to-write";

const refusalsPart = part(() => import("./refusals"));
const stuckPart = part(() => import("./stuck"));
const heldPart = part(() => import("./held"));

export interface TrayItem {
	readonly id: number;
	readonly kind: string;
	readonly record_id: string;
	readonly space_id: string;
	readonly problem: { readonly code: string; readonly title: string };
	/** What was written here: its words and its plain fields. */
	readonly mine: Words | null;
	readonly mine_fields: Fields;
	/** What the server has instead, for a conflict; else null. */
	readonly theirs: Words | null;
	readonly theirs_fields: Fields | null;
	/** It was for a couple that has ended; kinds with `aboutMe` can be kept for oneself. */
	readonly apart: boolean;
	readonly keepable: boolean;
	/** When it was written. */
	readonly at: number;
}

export interface Refused {
	readonly kind: string;
	readonly record_id: string;
	readonly why: "tampered" | "older";
}

export const tray: ReadonlySignal<readonly TrayItem[]> = computed(() =>
	// a practice shows the drafts of the couple of now
	stuckItems.value.filter((item) => !isDraft(item) || isApart(item.space_id)).map(trayItem),
);

/** The drafts of a kind, for its practice to show; those of a couple that has ended are in the tray too. */
export function draftsOf({ name }: Kind): ReadonlySignal<readonly TrayItem[]> {
	return computed(() => stuckItems.value.filter((item) => item.kind === name && isDraft(item)).map(trayItem));
}

/**
 * Records whose update failed its seal or was older than what this phone has seen, until the person dismisses them. The
 * last accepted version stays shown.
 */
export const refusals: ReadonlySignal<readonly Refused[]> = computed(() =>
	allKinds().flatMap(({ name }) =>
		[...table(name).value.values()].flatMap(({ id, problem, put_away }) =>
			isRefused(problem) && !put_away ? [{ kind: name, record_id: id, why: problem }] : [],
		),
	),
);

/** Dismisses all refusals on this phone, including those of a couple that has ended. */
export async function putRefusalsAway(): Promise<void> {
	await (await refusalsPart()).putRefusalsAway();
}

/** Sends it again unchanged. */
export async function retry(id: number): Promise<void> {
	await (await stuckPart()).retry(id);
}

/**
 * Discards it, with what belongs to it, in six seconds, or once the page is hidden, closed or locked; until then it can
 * be undone.
 */
export async function holdDiscard(id: number): Promise<Undo> {
	return (await heldPart()).holdStuck(id, "delete");
}

/** Keeps it for the person alone, if it can no longer reach anybody else. */
export async function keepForMe(id: number): Promise<void> {
	await (await stuckPart()).keepForMe(id);
}

/** Replaces the server's version by this phone's, after the same time to undo as `holdDiscard`. */
export async function holdKeepMine(id: number): Promise<Undo> {
	return (await heldPart()).holdStuck(id, "keep_mine");
}

/** The words as plain text, for copying. */
export function textOf(item: TrayItem): string {
	return textsIn(item.mine).join("\n");
}

/** What was typed or chosen, without `until` and the `salt` of what is signed: those are sealed but never shown. */
export function textsIn(words: Words | null): readonly string[] {
	const { until: _, salt: __, ...said } = words ?? {};
	return Object.values(said)
		.flat()
		.filter((value) => typeof value === "string" && value !== "")
		.map(String);
}

function isDraft({ kind, stuck }: Queued): boolean {
	return stuck !== null && (kindOf(kind)?.drafts?.includes(stuck.code) ?? false);
}

function trayItem(item: Queued): TrayItem {
	const { seq: id, kind, record_id, space_id, stuck, plain, at } = item;
	const apart = isApart(space_id);
	const problem = { code: apart ? "not_connected" : (stuck?.code ?? ""), title: stuck?.title ?? "" };
	const theirs = stuck?.status === 412 ? (table(kind).value.get(`${space_id}/${record_id}`)?.view ?? null) : null;
	return {
		id,
		kind,
		record_id,
		space_id,
		problem,
		mine: plain?.words ?? null,
		mine_fields: plain?.fields ?? {},
		theirs: theirs?.words ?? null,
		theirs_fields: theirs?.fields ?? null,
		apart,
		keepable: apart && (kindOf(kind)?.aboutMe ?? false),
		at,
	};
}

/** Whether it is of a couple that has ended. */
function isApart(space_id: string): boolean {
	return session.value.state === "ready" && space_id !== spaceFor("me") && space_id !== spaceFor("us");
}
