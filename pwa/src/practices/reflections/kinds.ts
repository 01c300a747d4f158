/** The record kind of reflections: in the own space a private one, in the couple's the shared copy of one. */

import { reflections } from "../../kernel/store/kinds.gen";
import { type Kind, published } from "../../kernel/store/practice";

export const REFLECTIONS: Kind = {
	...published(reflections),
	exported: "own",
	// the screens read reflections when they open
	recentDays: 0,
	// a copy for a couple that has ended; the reflection itself is still there
	over: ["not_found"],
};
