/** The record kind of check-ins. */

import { check_ins } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

export const CHECK_INS: Kind = {
	...published(check_ins),
	exported: "own",
	aboutMe: true,
	// a face is in the circles for two days; the screens of the past read what they show
	recentDays: 3,
};
