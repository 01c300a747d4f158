/** What every practice reads of a record: who wrote it, who can read it, when it was made, and whether it was sent. */

import { serverNow } from "./clock";
import { madeAt } from "./ids";
import type { Refusal } from "./local";
import type { Shown } from "./records";
import { session, whoIs } from "./session";

export interface Authored {
	readonly id: string;
	readonly space_id: string;
	readonly by_me: boolean;
	/** In the person's own space, or in the couple's. */
	readonly audience: "me" | "us";
	/** Epoch milliseconds; never in the future, though the phone that wrote it may have had a clock that was ahead. */
	readonly at: number;
	readonly pending: boolean;
	/** The server refused it. */
	readonly stuck: boolean;
	readonly problem: Refusal | null;
	/** A newer app wrote it: it can be read, not changed. */
	readonly read_only: boolean;
}

/** Null if neither of the two wrote it, or it belongs to a couple that has ended. Reads signals. */
export function authored({ id, space_id, author_id, pending, stuck, problem, read_only }: Shown): Authored | null {
	const who = whoIs(author_id);
	const { value } = session;
	if (!who || value.state !== "ready") return null;
	const { person_id, couple } = value;
	if (space_id !== person_id && space_id !== couple?.id) return null;
	const audience = space_id === person_id ? "me" : "us";
	const at = Math.min(madeAt(id), serverNow());
	return { id, space_id, by_me: who === "me", audience, at, pending, stuck, problem, read_only };
}
