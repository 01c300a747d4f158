/** The record kind of check-ins. */

import type { Kind } from "../../kernel/practice";
import { VERSION } from "./words";

export const CHECK_INS: Kind = {
	name: "check_ins",
	exported: "own",
	aboutMe: true,
	practice: "checkins",
	path: (id) => `/check-ins/${id}`,
	signals: ["at"],
	words: VERSION,
	recentDays: 62,
};
