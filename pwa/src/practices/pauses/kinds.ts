/** The record kinds of pauses. */

import { lineHeadline } from "../../kernel/line";
import type { Kind } from "../../kernel/practice";

export const PAUSES: Kind = {
	name: "pauses",
	exported: "own",
	aloneToo: true,
	practice: "pauses",
	path: (id) => `/pauses/${id}`,
	signals: ["duration_seconds", "started_at"],
	words: 1,
	wordsOptional: true,
	headline: lineHeadline,
	urgent: true,
	beforePin: true,
	recentDays: 31,
};

/** How the person came back; the id is the pause's. */
export const PAUSE_ENDS: Kind = {
	name: "pause_ends",
	practice: "pauses",
	path: (id) => `/pauses/${id}/end`,
	signals: [],
	words: null,
	urgent: true,
	beforePin: true,
	recentDays: 31,
	again: ({ fields: { then = "back", talk_at = null, at = null } }) => ({ then, talk_at, at }),
};
