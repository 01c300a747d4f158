/** The kind of record that a name is; its id is the person's. */

import type { Kind } from "../../kernel/practice";
import { VERSION } from "./words";

export const PROFILES: Kind = {
	name: "profiles",
	practice: "profiles",
	path: (id) => `/profiles/${id}`,
	signals: [],
	words: VERSION,
	exported: "own",
	keepsPartner: true,
};
