/** An exported record in words, as its practice's face has them. */

import type { Exported } from "../kernel/store/exporting";
import { m } from "../paraglide/messages.js";
import { fullMoment } from "../ui/when";
import { type Faces, linesOf, recordFace } from "./faces";

/** The lines of a record. `all` is the whole export, since a record may be named after another. */
export function exportLines(faces: Faces, record: Exported, all: readonly Exported[]): readonly string[] {
	const face = recordFace(faces, record.kind);
	const lines = face.exported?.(record, all) ?? linesOf(face, record.words, record.signals);
	return lines.filter((line) => line !== "");
}

/** The records under their headings; several that are one thing are together, in its order. */
export function underHeadings(
	faces: Faces,
	records: readonly Exported[],
): ReadonlyMap<string, readonly (readonly Exported[])[]> {
	const headings = grouped(records, ({ kind }) => (recordFace(faces, kind).heading ?? m.kind_other)());
	const partOf = ({ kind, id }: Exported) => recordFace(faces, kind).part?.(id);
	const placeOf = (record: Exported) => partOf(record)?.place ?? 0;
	const wholes = (list: readonly Exported[]) =>
		[...grouped(list, (record) => partOf(record)?.of ?? record).values()].map((parts) =>
			parts.toSorted((one, other) => placeOf(one) - placeOf(other)),
		);
	return new Map([...headings].map(([heading, list]) => [heading, wholes(list)]));
}

function grouped<Key, One>(list: readonly One[], keyOf: (one: One) => Key): ReadonlyMap<Key, readonly One[]> {
	const groups = new Map<Key, One[]>();
	for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
	return groups;
}

/** When it was made, or what it is about instead. */
export function momentWords(faces: Faces, record: Exported): string {
	return recordFace(faces, record.kind).dated?.(record) ?? fullMoment(record.made);
}
