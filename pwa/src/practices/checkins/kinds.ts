/** The record kind of check-ins. */

import { check_ins } from "../../kernel/kinds.gen";
import { type Kind, published } from "../../kernel/practice";

export const CHECK_INS: Kind = {
	...published(check_ins),
	exported: "own",
	aboutMe: true,
	recentDays: 62,
};
