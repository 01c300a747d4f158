/**
 * The record kinds of conversations. A step has the id "CONVERSATION/NUMBER", what belongs to one person
 * "CONVERSATION/PERSON".
 */

import type { Json } from "../../kernel/crypto/bytes";
import type { Words } from "../../kernel/crypto/seal";
import {
	conversation_breaks,
	conversation_ends,
	conversation_forgettings,
	conversation_joins,
	conversation_steps,
	conversation_takeaways,
	conversations,
	own_conversations,
} from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

const DAY = 86_400_000;

/** What came too late for a conversation that is over, or gone. */
const over = ["already_ended", "gone", "not_found"];

export const CONVERSATIONS: Kind = {
	...published(conversations),
	exported: "own",
	fleeting: true,
	drafts: ["paused", "open_conversation", "resting", "already_ended"],
	parts: [
		conversation_joins.name,
		conversation_steps.name,
		conversation_breaks.name,
		conversation_ends.name,
		conversation_takeaways.name,
		conversation_forgettings.name,
	],
};

export const JOINS: Kind = { ...published(conversation_joins), over: [...over, "paused"] };

export const STEPS: Kind = {
	...published(conversation_steps),
	exported: "own",
	fleeting: true,
	replaced: true,
	// one tries again once the pause is over; what comes out of turn waits in the tray
	drafts: ["paused"],
	over: ["gone", "not_found"],
	// after a parting nobody tells this phone
	keptUntil: ({ kept, at }) => (kept === false ? Date.parse(String(at)) + 2 * DAY : Number.POSITIVE_INFINITY),
};

export const BREAKS: Kind = {
	...published(conversation_breaks),
	urgent: true,
	over: [...over, "stale_edit"],
	// the conversation is over by then, and a day after its end the server no longer tells that a break was deleted
	keptUntil: ({ at }) => Date.parse(String(at)) + 2 * DAY,
};

export const ENDS: Kind = {
	...published(conversation_ends),
	urgent: true,
	over,
	// as the server: later nothing tells who ended it, and when it was over stands in the conversation
	keptUntil: ({ at }) => Date.parse(String(at)) + DAY,
};

export const TAKEAWAYS: Kind = { ...published(conversation_takeaways), exported: "own", fleeting: true, over };

export const FORGETTINGS: Kind = {
	...published(conversation_forgettings),
	urgent: true,
	over,
	// as the server: later nothing tells who no longer keeps it, and that nobody does stands in the conversation
	keptUntil: ({ at }) => Date.parse(String(at)) + DAY,
};

/** A conversation on this phone between two: all of it is one record of the owner's. */
export const OWN_CONVERSATIONS: Kind = {
	...published(own_conversations),
	exported: "own",
	// what the other said is not one's own to take along
	exportedWords: ownVoice,
};

function ownVoice({ theirs: _, steps, ...own }: Words): Words {
	return { ...own, steps: Array.isArray(steps) ? steps.filter(isMine) : [] };
}

function isMine(step: Json): boolean {
	return typeof step === "object" && step !== null && "by_me" in step && step.by_me === true;
}
