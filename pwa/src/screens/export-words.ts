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

/** The heading above the records of a kind. */
export function headingWords(faces: Faces, kind: string): string {
	return (recordFace(faces, kind).heading ?? m.kind_other)();
}

/** When it was made, or what it is about instead. */
export function momentWords(faces: Faces, record: Exported): string {
	return recordFace(faces, record.kind).dated?.(record) ?? fullMoment(record.made);
}
