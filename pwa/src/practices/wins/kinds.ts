/** The record kinds of wins and of what the partner says to them; an appreciation has the id "WIN/PERSON". */

import { appreciations, wins } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

/** For how many days Today shows the newest of the partner. */
export const RECENT = 2;

export const WINS: Kind = {
	...published(wins),
	exported: "own",
	aboutMe: true,
	recentDays: RECENT,
	parts: ["appreciations"],
};

export const APPRECIATIONS: Kind = {
	...published(appreciations),
	exported: "own",
	recentDays: RECENT,
	over: ["gone", "not_found"],
};
