/** Conversations on two phones as this phone knows them: where each stands, and when it ends. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { minute, nowNear, serverNow, unsure } from "../../kernel/store/clock";
import { instantOf } from "../../kernel/store/instant";
import { type Shown, shown } from "../../kernel/store/records";
import { session, whoIs } from "../../kernel/store/session";
import { draftsOf } from "../../kernel/sync/tray";
import { textOf } from "../../kernel/text/text-of";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, STEPS, TAKEAWAYS } from "./kinds";
import { type Place, placeAfter, type Step } from "./turns";
import { readSays, readStep, type StepWords } from "./words";

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
	/**
	 * It cannot go on: somebody ended it, or its longest time has passed. One that is over only because nobody has
	 * touched it may go on, once this phone hears that the partner has.
	 */
	readonly final: boolean;
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

const HOUR = 3_600_000;
/** How long nobody needs to touch what was begun. */
const UNTOUCHED = 12 * HOUR;
/** How long one lasts at most. */
const LONGEST = 48 * HOUR;
/** How long nobody is invited again by somebody whose invitation nobody joined. */
const REST = 12 * HOUR;

const records = shown(CONVERSATIONS);
const joins = shown(JOINS);
const steps = shown(STEPS);
const breaks = shown(BREAKS);
const ends = shown(ENDS);
const takeaways = shown(TAKEAWAYS);
const forgettings = shown(FORGETTINGS);
const unsent = draftsOf(CONVERSATIONS);
const heldSteps = draftsOf(STEPS);

/** All conversations on two phones, newest first. */
export const conversations: ReadonlySignal<readonly Conversation[]> = computed(() =>
	records.value
		.filter(({ id }) => !unsent.value.some(({ record_id }) => record_id === id))
		.flatMap(asConversation)
		.reverse(),
);

/** The one that is proposed or open. There is one at a time. */
export const running: ReadonlySignal<Conversation | null> = computed(
	() => conversations.value.find(({ state }) => state !== "over") ?? null,
);

/** Those whose words were deleted for good at the end or later, of couples that have ended too. */
export const emptied: ReadonlySignal<readonly string[]> = computed(() =>
	records.value.filter((record) => isFinal(record) && !isKept(record)).map(({ id }) => id),
);

/** It is the partner's invitation, which I can join. */
export function invitesMe({ state, by_me }: Conversation): boolean {
	return state === "proposed" && !by_me;
}

/** Until when I cannot invite, since nobody joined my last invitation, in epoch milliseconds; null if I can. */
export const rests: ReadonlySignal<number | null> = computed(() => {
	const missed = conversations.value.filter(({ by_me, state, held }) => by_me && state === "over" && !held);
	const until = Math.max(0, ...missed.map(({ ends_at }) => ends_at + REST));
	return until > nowNear(until) ? until : null;
});

export function conversationOf(id: string | undefined): Conversation | undefined {
	return conversations.value.find((one) => one.id === id);
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
	const isOver = isEnded(id) || ends_at <= nowNear(ends_at);
	const keeps = isKept(record);
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
			final: isFinal(record),
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

function isKept(record: Shown): boolean {
	return record.fields.keeps === true && !isForgotten(record);
}

function isForgotten({ id, fields }: Shown): boolean {
	return fields.forgotten === true || forgettings.value.some((one) => one.id === id);
}

function isEnded(id: string): boolean {
	return ends.value.some((one) => one.id === id);
}

function isFinal(record: Shown): boolean {
	const joined_at = instantOf(record.fields.joined_at);
	const isPast = !unsure.value && joined_at !== null && joined_at + LONGEST <= minute.value;
	return isEnded(record.id) || isForgotten(record) || isPast;
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
