/** Patterns on this phone: proposing, accepting and ending them, and saying that both are in one. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { minute, serverNow } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import { ready } from "../../kernel/store/session";
import { HELD } from "../../kernel/sync/order";
import type { Undo } from "../../kernel/sync/to-write";
import { dropUnsent, holdUnsent, note, save } from "../../kernel/sync/write";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_MOMENTS, PATTERN_REFUSALS, PATTERNS } from "./kinds";
import { FRESH, freshOf, type Moment, momentId, moments } from "./moments";
import { type Pattern, patterns } from "./pattern";

export { type Pattern, patterns } from "./pattern";

/** What somebody writes of a pattern. */
export type Writing = Pick<Pattern, "template" | "title" | "mine" | "theirs" | "instead">;

/** Those that both have accepted. */
const owned: ReadonlySignal<readonly Pattern[]> = computed(() =>
	patterns.value.filter(({ state }) => state === "accepted"),
);

/** Those that both are in now, the latest first. */
export const inNow: ReadonlySignal<readonly Pattern[]> = computed(() => {
	const fresh = freshOf(moments.value, minute.value);
	return fresh.flatMap((id) => owned.value.filter((pattern) => pattern.id === id));
});

export const inLoop: ReadonlySignal<boolean> = computed(() => inNow.value.length > 0);

export function patternOf(id: string | undefined): Pattern | undefined {
	return patterns.value.find((pattern) => pattern.id === id);
}

/** Whether what was last said of being in it waits to be sent. */
export function isUnsent(pattern: Pattern): boolean {
	return lastOf(pattern)?.pending ?? false;
}

/** Until when both phones show that they are in it, in epoch milliseconds. */
export function shownUntil(pattern: Pattern): number {
	return (lastOf(pattern)?.at ?? 0) + FRESH;
}

function lastOf({ id }: Pattern): Moment | undefined {
	return moments.value.findLast(({ pattern_id }) => pattern_id === id);
}

/** Whether it can be accepted: it waits for this person, and its current words can be read. */
export function mayAccept({ state, accepted_by_me, problem, read_only }: Pattern): boolean {
	return state === "proposed" && !accepted_by_me && problem === null && !read_only;
}

/** Proposes a pattern; returns its id. */
export async function propose(writing: Writing): Promise<string> {
	const id = newId();
	await write(id, writing);
	return id;
}

/** Changes the words: both have to accept them again. */
export function change({ id }: Pattern, writing: Writing): Promise<void> {
	return write(id, writing);
}

/** Accepts the words as they are. */
export async function accept({ id, space_id, edit, accepted_by_partner }: Pattern): Promise<void> {
	const { person_id, couple } = ready();
	await note(PATTERN_ACCEPTANCES, {
		id,
		space_id,
		path: PATTERN_ACCEPTANCES.path(id),
		body: { edit },
		shows: { accepted_by: accepted_by_partner && couple ? [person_id, couple.partner_id] : [person_id] },
		parent: { kind: PATTERNS, id },
		strict: true,
	});
}

/** Declines the words as they are, after the time for Undo. Nothing ends. */
export async function decline({ id, space_id, edit }: Pattern): Promise<Undo> {
	await note(PATTERN_REFUSALS, {
		id,
		space_id,
		path: PATTERN_REFUSALS.path(id),
		body: { edit },
		shows: {},
		parent: { kind: PATTERNS, id },
		strict: true,
		rests: HELD,
	});
	return () => dropUnsent(PATTERN_REFUSALS, space_id, id);
}

/** Ends a pattern for both, after the time for Undo; one that was never sent is deleted without a trace. */
export async function endPattern({ id, space_id }: Pattern): Promise<Undo> {
	// if the storage fails it cannot be dropped: then its end is sent
	const undo = await holdUnsent(PATTERNS, space_id, id).catch(() => null);
	if (undo) return undo;
	await note(PATTERN_ENDS, {
		id,
		space_id,
		path: PATTERN_ENDS.path(id),
		body: {},
		shows: {},
		parent: { kind: PATTERNS, id },
		urgent: true,
		rests: HELD,
	});
	return () => dropUnsent(PATTERN_ENDS, space_id, id);
}

/** Says that both are in it now. While that still shows, whoever said it, it changes nothing: "until" stays. */
export async function sayInIt({ id: pattern_id, space_id }: Pattern): Promise<void> {
	const now = serverNow();
	if (freshOf(moments.value, now).includes(pattern_id)) return;
	const id = momentId(pattern_id, now);
	await note(PATTERN_MOMENTS, {
		id,
		space_id,
		path: PATTERN_MOMENTS.path(id),
		body: { edit: 1 },
		shows: {},
		parent: { kind: PATTERNS, id: pattern_id },
	});
}

async function write(id: string, { template, title, mine, theirs, instead }: Writing): Promise<void> {
	const { person_id, couple } = ready();
	if (!couple) throw new Error("nobody to own it with");
	const looks = { [person_id]: mine.trim(), [couple.partner_id]: theirs.trim() };
	await save(PATTERNS, {
		id,
		space_id: couple.id,
		fields: {},
		words: { template, title: title.trim(), looks, instead: instead.trim() },
		shows: { state: "proposed", accepted_by: [person_id] },
	});
}
