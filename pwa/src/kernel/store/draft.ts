/** Drafts in memory, as tabs and the service worker tell each other of them. */

import type { DraftName } from "./meta";

/** Plain data, in a shape that only its form knows. */
export interface Draft {
	readonly words: unknown;
	/** When it was last typed in, by the later of the server's clock and this phone's. */
	readonly at: number;
	/** Its row in IndexedDB: random, so that it reveals nothing about the draft. */
	readonly row: DraftName;
}

/** The drafts to write under each row; null to delete one. */
export type Unwritten = ReadonlyMap<DraftName, { readonly id: string; readonly draft: Draft | null }>;
