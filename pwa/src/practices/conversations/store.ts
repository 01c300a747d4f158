/** What the two say in conversations on two phones: proposing, joining, steps, breaks, ends, what each takes away. */

import { serverNow, toInstant } from "../../kernel/store/clock";
import { newId } from "../../kernel/store/ids";
import type { Kind } from "../../kernel/store/practice";
import { shown } from "../../kernel/store/records";
import { ready } from "../../kernel/store/session";
import { dropUnsent, note, save } from "../../kernel/sync/write";
import type { Conversation } from "./conversation";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, STEPS, TAKEAWAYS } from "./kinds";
import { type Says, type StepWords, stepWords } from "./words";

/** How somebody proposes a conversation. */
export interface Wish {
	readonly line: string;
	readonly mode: Conversation["mode"];
	readonly keeps: boolean;
	readonly minutes: number;
	readonly mine_first: boolean;
}

/** How long a proposal can be joined. */
const STANDS = 2 * 3_600_000;

const records = shown(CONVERSATIONS);
const breaks = shown(BREAKS);

/** Proposes a conversation to the partner, or one under its `id` again that was not sent; returns its id. */
export async function propose({ line, mode, keeps, minutes, mine_first }: Wish, id = newId()): Promise<string> {
	const { couple } = ready();
	if (!couple) throw new Error("nobody to talk with");
	const now = serverNow();
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
