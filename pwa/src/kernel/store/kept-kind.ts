/** The kind of records that a person keeps for themselves and may share as copies; see kernel/sync/kept-for-me.ts. */

import type { Words } from "../crypto/seal";
import type { Exported } from "./exporting";
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

/**
 * For an export: a record of this kind and a copy with the same words stand there once, for both. A copy that says
 * less, or what the record said before, stays: it is what the partner can read.
 */
export function withoutCopies(records: readonly Exported[], { name }: Kind): readonly Exported[] {
	const copies = new Map(records.flatMap((one) => (one.kind === name && one.audience === "us" ? [[one.id, one]] : [])));
	const isRepeated = ({ kind, words }: Exported): boolean => {
		const copy = kind === name ? copies.get(String(words?.shared_as)) : undefined;
		return copy !== undefined && asText(copy.words) === asText(words);
	};
	const shared = records.filter(isRepeated);
	const left = new Set(shared.map(({ words }) => words?.shared_as));
	return records
		.filter(({ id }) => !left.has(id))
		.map((one): Exported => (shared.includes(one) ? { ...one, audience: "us" } : one));
}

/** Alike for words that say the same. */
function asText(words: Words | null): string {
	return JSON.stringify(
		Object.entries(words ?? {})
			.filter(([field]) => field !== "shared_as")
			.sort(),
	);
}
