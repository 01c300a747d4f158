/** The record kinds of wins and of what the partner says to them; an appreciation has the id "WIN/PERSON". */

import { appreciations, wins } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

export const WINS: Kind = {
	...published(wins),
	exported: "own",
	aboutMe: true,
	parts: ["appreciations"],
};

export const APPRECIATIONS: Kind = {
	...published(appreciations),
	exported: "own",
	over: ["gone", "not_found"],
};
