/** Conversations on this phone between two: each is one record of the owner's, saved after every step. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { serverNow } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import { type Shown, shown } from "../../kernel/store/records";
import { session, spaceFor } from "../../kernel/store/session";
import type { Undo } from "../../kernel/sync/to-write";
import { holdRemoval, save } from "../../kernel/sync/write";
import { OWN_CONVERSATIONS } from "./kinds";
import { type Own, ownWords, readOwn } from "./own-words";
import type { Wish } from "./store";
import { type Place, placeAfter } from "./turns";
import type { Says, StepWords } from "./words";

export interface OwnConversation extends Own {
	readonly id: string;
	readonly place: Place;
	readonly pending: boolean;
	readonly stuck: boolean;
	readonly read_only: boolean;
}

const records = shown(OWN_CONVERSATIONS);

/** Newest first. */
export const ownConversations: ReadonlySignal<readonly OwnConversation[]> = computed(() =>
	records.value.flatMap(asOwn).reverse(),
);

export function ownOf(id: string | undefined): OwnConversation | undefined {
	return ownConversations.value.find((one) => one.id === id);
}

/** Begins one; returns its id. */
export async function beginHere({ line, mode, keeps, minutes, mine_first }: Wish): Promise<string> {
	const id = newId();
	await write(id, {
		line: line.trim(),
		mode,
		keeps,
		turn_seconds: minutes * 60,
		mine_first,
		steps: [],
		step_at: serverNow(),
		on_break: false,
		over: false,
		takeaways: { mine: "", theirs: "" },
	});
	return id;
}

/** Takes the next step, whoever holds the phone. */
export async function takeStepHere(own: OwnConversation, says: Says, words: StepWords): Promise<void> {
	const step = { says, by_me: own.place.mine, words };
	await write(own.id, { ...own, steps: [...own.steps, step], step_at: serverNow() });
}

/** Begins or ends a break; the time of the step begins anew after it. */
export async function breakHere(own: OwnConversation, on_break: boolean): Promise<void> {
	await write(own.id, { ...own, on_break, step_at: serverNow() });
}

export async function endHere(own: OwnConversation): Promise<void> {
	await write(own.id, { ...own, on_break: false, over: true });
}

export async function takeAwayHere(own: OwnConversation, takeaways: Own["takeaways"]): Promise<void> {
	await write(own.id, { ...own, takeaways });
}

/** Deletes it, after the time for Undo. */
export function removeHere({ id }: OwnConversation): Promise<Undo> {
	return holdRemoval(OWN_CONVERSATIONS, spaceFor("me"), id);
}

async function write(id: string, { line, mode, keeps, turn_seconds, mine_first, ...rest }: Own): Promise<void> {
	const { steps, step_at, on_break, over, takeaways } = rest;
	const own = { line, mode, keeps, turn_seconds, mine_first, steps, step_at, on_break, over, takeaways };
	await save(OWN_CONVERSATIONS, { id, space_id: spaceFor("me"), fields: {}, words: ownWords(own) });
}

function asOwn({ id, space_id, words, pending, stuck, read_only }: Shown): OwnConversation[] {
	const { value } = session;
	if (!words || value.state !== "ready" || space_id !== value.person_id) return [];
	const own = readOwn(words);
	return [{ ...own, id, place: placeAfter(own.steps, own.mine_first), pending, stuck, read_only }];
}
