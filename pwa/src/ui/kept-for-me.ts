/** What a person keeps for themselves, as screens read it from this phone: in memory are only those of the last days. */

import { held } from "../kernel/drafts/drafts";
import { type AllKept, type Keeping, type Kept, keptIn, type Own } from "../kernel/sync/kept-for-me";
import { useAll, useRecord } from "./history";

/** All, the newest first, and whether these are all; null until some are read. */
export function useAllKept<Said extends object>(
	keeping: Keeping<Said>,
): (AllKept<Said> & { readonly all: boolean }) | null {
	const read = useAll(keeping.kind);
	return read && { ...keptIn(keeping, read.records, read.all), all: read.all };
}

/**
 * The ids of those that somebody has begun to change, though they were deleted meanwhile. Their drafts stand below
 * `forms`, beside "new". Reads a signal.
 */
export function lostChanges<Said extends object>(
	forms: string,
	kept: (AllKept<Said> & { readonly all: boolean }) | null,
): readonly string[] {
	if (!kept?.all) return [];
	const there = new Set(["new", ...kept.mine.map(({ id }) => id)]);
	const begun = [...held.value.keys()].filter((form) => form.startsWith(forms)).map((form) => form.slice(forms.length));
	// what is part of a form has an id below that
	return begun.filter((id) => !there.has(id) && !id.includes("/"));
}

/** One, of the partner's or of one's own; null until it is read, undefined if it is not here. */
export function useKept<Said extends object>(
	keeping: Keeping<Said>,
	id: string,
): Own<Said> | Kept<Said> | null | undefined {
	const records = useRecord(keeping.kind, id);
	const [shared_as] = records ? keptIn(keeping, records).mine.map((one) => one.shared_as) : [];
	const copies = useRecord(keeping.kind, shared_as ?? "");
	if (!records || !copies) return null;
	const { mine, theirs } = keptIn(keeping, [...records, ...copies]);
	return [...mine, ...theirs].find((one) => one.id === id);
}
