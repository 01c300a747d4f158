/** The record kinds of pauses. */

import { pauses } from "../../kernel/store/kinds.gen";
import { lineHeadline } from "../../kernel/store/line";
import { type Kind, published } from "../../kernel/store/practice";

export const PAUSES: Kind = {
	...published(pauses),
	exported: "own",
	aloneToo: true,
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
	sent: [],
	words: null,
	urgent: true,
	beforePin: true,
	recentDays: 31,
	again: ({ fields: { then = "back", talk_at = null, at = null } }) => ({ then, talk_at, at }),
};
