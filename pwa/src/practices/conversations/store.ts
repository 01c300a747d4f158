/** Conversations on two phones: proposing, joining, taking steps, breaks, ends, and what each takes away. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { nowNear, serverNow, toInstant } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import type { Kind } from "../../kernel/store/practice";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, session, whoIs } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { draftsOf, holdDiscard } from "../../kernel/sync/tray";
import { dropUnsent, note, save } from "../../kernel/sync/write";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, STEPS, TAKEAWAYS } from "./kinds";
import { type Place, placeAfter, type Step } from "./turns";
import { readSays, readStep, type Says, type StepWords, stepWords, textOf } from "./words";

export interface Conversation {
	readonly id: string;
	readonly by_me: boolean;
	readonly line: string;
	readonly mode: "spoken" | "written";
	/** Whether both keep what is written. */
	readonly keeps: boolean;
	readonly turn_seconds: number;
	readonly mine_first: boolean;
	readonly state: "proposed" | "open" | "over";
	/** Whether the other has joined, also once it is over. */
	readonly held: boolean;
	/** Epoch milliseconds, server time: until when it can be joined, or when it ends if nobody touches it. */
	readonly ends_at: number;
	readonly steps: readonly Step[];
	readonly place: Place;
	/** When the running step began, on both phones; null while only this phone knows. */
	readonly step_at: number | null;
	/** A step of mine waits to be sent. */
	readonly unsent: boolean;
	/** What I wrote of the next step, and a pause held back. */
	readonly heldBack: StepWords | null;
	/** Who has a break now. */
	readonly away: { readonly me: boolean; readonly partner: boolean };
	readonly takeaways: { readonly mine: string; readonly theirs: string };
	readonly pending: boolean;
	readonly stuck: boolean;
}

/** How somebody proposes a conversation. */
export interface Wish {
	readonly line: string;
	readonly mode: Conversation["mode"];
	readonly keeps: boolean;
	readonly minutes: number;
	readonly mine_first: boolean;
}

/** A proposal that the server refused for now, or that a pause held back. */
export interface Draft {
	readonly id: string;
	readonly why: "paused" | "open_conversation" | "resting" | "already_ended";
}

/** How long a proposal can be joined, and how long nobody needs to touch what was begun. */
const STANDS = 2 * 3_600_000;
const UNTOUCHED = 12 * 3_600_000;

const records = shown(CONVERSATIONS);
const joins = shown(JOINS);
const steps = shown(STEPS);
const breaks = shown(BREAKS);
const ends = shown(ENDS);
const takeaways = shown(TAKEAWAYS);
const forgettings = shown(FORGETTINGS);
const held = draftsOf(CONVERSATIONS);
const heldSteps = draftsOf(STEPS);

/** All conversations on two phones, newest first. */
export const conversations: ReadonlySignal<readonly Conversation[]> = computed(() =>
	records.value
		.filter(({ id }) => !held.value.some(({ record_id }) => record_id === id))
		.flatMap(asConversation)
		.reverse(),
);

/** The one that is proposed or open. There is one at a time. */
export const running: ReadonlySignal<Conversation | null> = computed(
	() => conversations.value.find(({ state }) => state !== "over") ?? null,
);

export const drafts: ReadonlySignal<readonly Draft[]> = computed(() =>
	// the drafts of this kind have one of these codes
	held.value.map(({ record_id: id, problem }) => ({ id, why: problem.code as Draft["why"] })),
);

export function conversationOf(id: string | undefined): Conversation | undefined {
	return conversations.value.find((one) => one.id === id);
}

/** Under which id the form of the next step keeps what is typed. */
export function formOf({ id, place }: Pick<Conversation, "id" | "place">): string {
	return `conversations/${id}/${place.number}`;
}

/** Proposes a conversation to the partner; returns its id. */
export async function propose({ line, mode, keeps, minutes, mine_first }: Wish): Promise<string> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to talk with");
	const [id, now] = [newId(), serverNow()];
	const text = line.trim();
	await save(CONVERSATIONS, {
		id,
		space_id: couple.id,
		fields: {
			mode,
			keeps,
			turn_seconds: minutes * 60,
			speaks_first: mine_first ? "author" : "other",
			started_at: toInstant(now),
		},
		...(text ? { words: { line: text } } : {}),
		shows: { joined_at: null, ends_at: toInstant(now + STANDS), forgotten: false },
	});
	return id;
}

/** Deletes a proposal that was not sent, after the time for Undo. */
export async function letGo(id: string): Promise<Undo | undefined> {
	const item = held.value.find(({ record_id }) => record_id === id);
	return item && holdDiscard(item.id);
}

/** Joins the partner's proposal: it begins on both phones. */
export async function join({ id }: Conversation): Promise<void> {
	await sayOf(JOINS, id, id, {}, {});
}

/** Takes my next step. Without a network it waits, and the other phone stays where it is. */
export async function takeStep({ id, place }: Conversation, says: Says, words: StepWords): Promise<void> {
	const sealed = stepWords(says, words);
	await save(STEPS, {
		id: `${id}/${place.number}`,
		space_id: spaceOf(id),
		fields: { says },
		...(sealed ? { words: sealed } : {}),
		shows: { at: null },
		parent: { kind: CONVERSATIONS, id },
	});
}

/** Has a break, or is back: nobody takes a step while one of the two has one. */
export async function sayAway({ id }: Conversation, away: boolean): Promise<void> {
	const own = `${id}/${ready().person_id}`;
	const before = breaks.value.find((one) => one.id === own);
	const edit = Math.max(before?.edit ?? 0, Number(before?.fields.said ?? 0)) + 1;
	await sayOf(BREAKS, id, own, { edit, away }, { away, said: edit });
}

/** Ends it at once, or withdraws or declines what has not begun. */
export async function end({ id }: Conversation): Promise<void> {
	const space_id = spaceOf(id);
	if (await dropUnsent(CONVERSATIONS, space_id, id)) return;
	await sayOf(ENDS, id, id, {}, {});
}

/** Says what one takes away; the partner sees it. */
export async function takeAway({ id }: Conversation, text: string): Promise<void> {
	await save(TAKEAWAYS, {
		id: `${id}/${ready().person_id}`,
		space_id: spaceOf(id),
		fields: {},
		words: { text: text.trim() },
		parent: { kind: CONVERSATIONS, id },
	});
}

/** Deletes for both what was written. */
export async function forget({ id }: Conversation): Promise<void> {
	await sayOf(FORGETTINGS, id, id, {}, {});
}

async function sayOf(
	kind: Kind,
	conversation_id: string,
	id: string,
	body: Record<string, boolean | number>,
	shows: Record<string, boolean | number>,
): Promise<void> {
	const parent = { kind: CONVERSATIONS, id: conversation_id };
	await note(kind, { id, space_id: spaceOf(conversation_id), path: kind.path(id), body, shows, parent });
}

function spaceOf(id: string): string {
	const record = records.value.find((one) => one.id === id);
	if (!record) throw new Error("no such conversation on this phone");
	return record.space_id;
}

function asConversation(record: Shown): Conversation[] {
	const who = whoIs(record.author_id);
	const { value } = session;
	if (!who || value.state !== "ready" || record.space_id !== value.couple?.id) return [];
	const { id, fields, words, pending, stuck } = record;
	const by_me = who === "me";
	const mine_first = (fields.speaks_first === "author") === by_me;
	const joined_at = instantOf(fields.joined_at);
	const joined = joined_at !== null || joins.value.some((one) => one.id === id);
	const said = stepsOf(id);
	const ends_at = endOf(fields.ends_at, joined, said);
	const isOver = ends.value.some((one) => one.id === id) || ends_at <= nowNear(ends_at);
	const isForgotten = fields.forgotten === true || forgettings.value.some((one) => one.id === id);
	const keeps = fields.keeps === true && !isForgotten;
	const place = placeAfter(said, mine_first);
	return [
		{
			id,
			by_me,
			line: textOf(words?.line),
			mode: fields.mode === "written" ? "written" : "spoken",
			keeps,
			turn_seconds: typeof fields.turn_seconds === "number" ? fields.turn_seconds : 180,
			mine_first,
			state: isOver ? "over" : joined ? "open" : "proposed",
			held: joined,
			ends_at,
			steps: isOver && !keeps ? [] : said,
			place,
			step_at: beginningOf(id, joined_at, said),
			unsent: said.some(({ at }) => at === null),
			heldBack: heldBackOf(`${id}/${place.number}`),
			away: { me: isAway(id, "me"), partner: isAway(id, "partner") },
			takeaways: { mine: takeawayOf(id, "me"), theirs: takeawayOf(id, "partner") },
			pending,
			stuck,
		},
	];
}

type Taken = Step & { readonly at: number | null };

/** Its steps in order, without any after a gap. */
function stepsOf(id: string): readonly Taken[] {
	const found = new Map(steps.value.filter((one) => one.id.startsWith(`${id}/`)).flatMap(asStep));
	const taken: Taken[] = [];
	for (let step = found.get(1); step; step = found.get(taken.length + 1)) taken.push(step);
	return taken;
}

function asStep({ id, author_id, fields, words }: Shown): (readonly [number: number, step: Taken])[] {
	const says = readSays(fields.says);
	if (!says) return [];
	const step = { says, by_me: whoIs(author_id) === "me", words: readStep(words), at: instantOf(fields.at) };
	return [[Number(id.split("/")[1]), step]];
}

/** When it ends by itself: what this phone has not sent yet touches it too. */
function endOf(said: unknown, joined: boolean, taken: readonly Taken[]): number {
	const known = instantOf(said) ?? 0;
	const waits = taken.some(({ at }) => at === null);
	return joined && waits ? Math.max(known, serverNow() + UNTOUCHED) : known;
}

/** The running step begins with the one before, or when the last break ended. */
function beginningOf(id: string, joined_at: number | null, taken: readonly Taken[]): number | null {
	const last = taken.at(-1);
	if (last && last.at === null) return null;
	const began = last?.at ?? joined_at;
	const back = breaks.value.flatMap((one) => (one.id.startsWith(`${id}/`) ? (instantOf(one.fields.at) ?? []) : []));
	return began === null ? null : Math.max(began, ...back);
}

function isAway(id: string, who: "me" | "partner"): boolean {
	return breaks.value.some(
		(one) => one.id.startsWith(`${id}/`) && whoIs(one.author_id) === who && one.fields.away === true,
	);
}

function takeawayOf(id: string, who: "me" | "partner"): string {
	const found = takeaways.value.find((one) => one.id.startsWith(`${id}/`) && whoIs(one.author_id) === who);
	return textOf(found?.words?.text);
}

function heldBackOf(id: string): StepWords | null {
	const item = heldSteps.value.find(({ record_id }) => record_id === id);
	return item ? readStep(item.mine) : null;
}

function instantOf(said: unknown): number | null {
	return typeof said === "string" ? Date.parse(said) : null;
}
