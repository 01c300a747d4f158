/** The record kinds of topics and of one's own readiness; that has the id "TOPIC/PERSON". */

import { topic_readiness, topics } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

/** How long being ready lasts, in milliseconds. */
export const LASTS = 14 * 86_400_000;

export const TOPICS: Kind = {
	...published(topics),
	exported: "own",
	parts: ["topic_readiness"],
};

export const TOPIC_READINESS: Kind = {
	...published(topic_readiness),
	replaced: true,
	fleeting: true,
	// the topic has moved on to another round, or is gone
	over: ["gone", "not_found", "stale_edit", "already_ended"],
	keptUntil: ({ said_at }) => Date.parse(String(said_at)) + LASTS,
};
