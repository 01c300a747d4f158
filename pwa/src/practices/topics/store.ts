/** Topics on this phone, each with one's own readiness. Nothing of the partner's readiness ever reaches a phone. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { nowNear, serverNow, toInstant, unsure } from "../../kernel/store/clock";
import { madeAt, newId } from "../../kernel/store/ids";
import { instantOf } from "../../kernel/store/instant";
import type { Fields } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, session, whoIs } from "../../kernel/store/session";
import { lookAtMarks } from "../../kernel/sync/marks";
import type { Undo } from "../../kernel/sync/to-write";
import { holdRemoval, save } from "../../kernel/sync/write";
import { LASTS, TOPIC_READINESS, TOPICS } from "./kinds";
import { readTopic, type TopicWords } from "./words";

export interface Topic extends TopicWords {
	readonly id: string;
	/** Epoch milliseconds, to sort and to show the day. */
	readonly at: number;
	readonly by_me: boolean;
	readonly edit: number;
	/** The day on which it comes back, "2026-12-06". */
	readonly revisit_on: string | null;
	/** Until when it is open for both, in epoch milliseconds; null while it is parked. */
	readonly open_until: number | null;
	/** The day on which it was last opened, "2026-11-27". */
	readonly opened_on: string | null;
	/** Until when one is ready oneself, in epoch milliseconds; null if one is not. */
	readonly ready_until: number | null;
	readonly pending: boolean;
	readonly stuck: boolean;
	readonly read_only: boolean;
	/** What one said oneself waits to be sent. */
	readonly ready_pending: boolean;
}

/** What somebody writes of a topic. */
export type Writing = TopicWords & Pick<Topic, "revisit_on">;

const records = shown(TOPICS);
const answers = shown(TOPIC_READINESS);

/** All topics: open ones first, then the newest. */
export const topics: ReadonlySignal<readonly Topic[]> = computed(() =>
	records.value
		.flatMap(asTopic)
		.sort((a, b) => Number(b.open_until !== null) - Number(a.open_until !== null) || (a.id < b.id ? 1 : -1)),
);

const waits = computed(() => topics.value.some(({ ready_until, open_until }) => ready_until && !open_until));

export function topicOf(id: string | undefined): Topic | undefined {
	return topics.value.find((topic) => topic.id === id);
}

/** While a topic may open, polls for it, until the returned function is called. */
export function lookForOpenings(): () => void {
	return lookAtMarks(waits);
}

/** Parks a topic for both; returns its id. */
export async function parkTopic(writing: Writing): Promise<string> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to park it with");
	const id = newId();
	await write(id, couple.id, writing, 1);
	return id;
}

/** Changes a topic: the next round begins, and both say anew whether they are ready. */
export async function changeTopic({ id }: Topic, writing: Writing): Promise<void> {
	const record = find(id);
	await write(id, record.space_id, writing, roundOf(record.fields) + 1);
}

/** Deletes a topic for both, after the time for Undo. */
export function removeTopic({ id }: Topic): Promise<Undo> {
	return holdRemoval(TOPICS, find(id).space_id, id);
}

/** Says whether one is ready. Not being ready parks an open topic again, and goes ahead of the queue. */
export async function sayReady({ id }: Topic, isReady: boolean): Promise<void> {
	const { space_id, fields } = find(id);
	const now = serverNow();
	await save(TOPIC_READINESS, {
		id: `${id}/${ready().person_id}`,
		space_id,
		fields: { round: roundOf(fields), ready: isReady, said_at: toInstant(now) },
		shows: { until: toInstant(now + LASTS) },
		parent: { kind: TOPICS, id },
		urgent: !isReady,
	});
}

async function write(id: string, space_id: string, { title, need, revisit_on }: Writing, round: number): Promise<void> {
	await save(TOPICS, {
		id,
		space_id,
		fields: { revisit_on },
		words: { title: title.trim(), need: need.trim() },
		shows: { round, revealed_until: null },
	});
}

/** The round that runs: the next one, once the time of an open topic is over. */
function roundOf({ round, revealed_until }: Fields): number {
	const number = typeof round === "number" ? round : 1;
	const until = instantOf(revealed_until);
	return until !== null && until <= nowNear(until) ? number + 1 : number;
}

/** Null while the time is uncertain, and once it is over. */
function ahead(said: unknown): number | null {
	const at = instantOf(said);
	return at !== null && !unsure.value && at > nowNear(at) ? at : null;
}

function find(id: string): Shown {
	const record = records.value.find((one) => one.id === id);
	if (!record) throw new Error("no such topic on this phone");
	return record;
}

function asTopic(record: Shown): Topic[] {
	const words = readTopic(record.words);
	const who = whoIs(record.author_id);
	const { value } = session;
	if (!words || !who || value.state !== "ready" || record.space_id !== value.couple?.id) return [];
	const { id, fields, pending, stuck, read_only } = record;
	const own = answers.value.find((one) => one.id === `${id}/${value.person_id}`);
	const said = own?.fields.round === roundOf(fields) ? own : undefined;
	// parked by one's own tap, before the server has answered
	const parks = said?.pending && said.fields.ready === false;
	return [
		{
			...words,
			id,
			at: Math.min(madeAt(id), serverNow()),
			by_me: who === "me",
			edit: record.edit,
			revisit_on: dayIn(fields.revisit_on),
			open_until: parks ? null : ahead(fields.revealed_until),
			opened_on: dayIn(fields.revealed_on),
			ready_until: said?.fields.ready === true ? ahead(said.fields.until) : null,
			pending,
			stuck,
			read_only,
			ready_pending: said?.pending ?? false,
		},
	];
}

/** A day, "2026-11-27". */
function dayIn(said: unknown): string | null {
	return typeof said === "string" ? said : null;
}
