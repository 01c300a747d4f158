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
		copied: true,
		// the screens read older ones when they open
		recentDays: SHARED_DAYS,
		// a copy for a couple that has ended; the record itself is still there
		over: ["not_found"],
	};
}

/**
 * For an export: each record of this kind stands there once, with its copy. It is for both if the copy says as much, and
 * partly shared if the copy says what `shared` takes of it. A copy of what the record said before stays: it is what the
 * partner can read. One that the server does not have yet is nobody's but the person's.
 */
export function withoutCopies(
	records: readonly Exported[],
	{ name }: Kind,
	shared = (words: Words): Words => words,
): readonly Exported[] {
	const kept = new Map(records.flatMap((one) => (one.kind === name ? [[one.id, one]] : [])));
	const left = new Set<Exported>();
	const read = records.map((one): Exported => {
		const copy = one.kind === name ? kept.get(String(one.words?.shared_as)) : undefined;
		if (!copy || !one.words) return one;
		const said = asText(copy.words);
		const [isAll, isPart] = [one.words, shared(one.words)].map((words) => asText(words) === said);
		if (copy.audience === "us" && !isAll && !isPart) return one;
		left.add(copy);
		if (copy.audience === "me") return one;
		return isAll ? { ...one, audience: "us" } : { ...one, partly_shared: true };
	});
	return read.filter((one) => !left.has(one));
}

/** Alike for words that say the same. */
function asText(words: Words | null): string {
	return JSON.stringify(
		Object.entries(words ?? {})
			.filter(([field, said]) => field !== "shared_as" && said !== null && String(said) !== "")
			.sort(),
	);
}
