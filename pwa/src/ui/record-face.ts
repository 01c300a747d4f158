/** How a practice's records read, where screens show records of all kinds: in the tray and in an export. */

import type { Words } from "../kernel/crypto/seal";
import type { Exported } from "../kernel/store/exporting";
import type { Fields } from "../kernel/store/local";

/** One kind of record. Exports are read at any time: whole dates, durations, no codes. */
export interface RecordFace {
	/** "Check-in"; the id names the part, if it is one of several. */
	readonly name: (id: string) => string;
	/** What was written or chosen, line by line; the texts among its words if absent. */
	readonly lines?: (words: Words | null, fields: Fields) => readonly string[];
	/** The heading above its records in an export: "Check-ins". Every kind that is exported has one. */
	readonly heading?: () => string;
	/** The lines of an exported record; `lines` if absent. `all` is the whole export. */
	readonly exported?: (record: Exported, all: readonly Exported[]) => readonly string[];
	/** When an exported record was made, if not by date and time; null for those. */
	readonly dated?: (record: Exported) => string | null;
	/** What its records are parts of, if several records are one thing on the page to print. */
	readonly part?: (id: string) => Part;
}

/** Parts of the same thing are in kinds with the same heading. */
export interface Part {
	readonly of: string;
	/** Where it stands in the whole, ascending. */
	readonly place: number;
}

/** What a practice's face.ts exports. */
export interface Face {
	/** By the name of the kind. */
	readonly kinds: Readonly<Record<string, RecordFace>>;
	/** Its records as an export shows them, if several records are one thing; others unchanged. */
	readonly gathered?: (records: readonly Exported[]) => Promise<readonly Exported[]>;
}
