/** The kind of record that a name is; its id is the person's. */

import { profiles } from "../../kernel/kinds.gen";
import { type Kind, published } from "../../kernel/practice";

export const PROFILES: Kind = {
	...published(profiles),
	exported: "own",
	keepsPartner: true,
};
