/** The kind of records that a person keeps for themselves and may share as copies; see kernel/sync/kept-for-me.ts. */

import { type Kind, type Published, published } from "./practice";

/** For how many days Today and Talk show what the partner has shared. */
export const SHARED_DAYS = 7;

/** In the own space a private record, in the couple's the shared copy of one. */
export function keptKind(kind: Published): Kind {
	return {
		...published(kind),
		exported: "own",
		// the screens read older ones when they open
		recentDays: SHARED_DAYS,
		// a copy for a couple that has ended; the record itself is still there
		over: ["not_found"],
	};
}
