/** The kind of record that a name is; its id is the person's. */

import { profiles } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

export const PROFILES: Kind = {
	...published(profiles),
	exported: "own",
	keepsPartner: true,
	namesAuthor: true,
};
