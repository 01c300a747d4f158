/** Whether the outbox may send. */

import { updateNeeded } from "../http/status";
import { readMeta } from "../store/meta";
import { session } from "../store/session";
import { isResyncing } from "./resync";

/** False without a session, with an app that is too old, during a resync, and while a leaving waits to be sent. */
export async function maySend(): Promise<boolean> {
	if (updateNeeded.value || session.value.state !== "ready") return false;
	const [resyncing, left] = await Promise.all([isResyncing(), readMeta("leaving")]);
	// nothing is sent to a partner whom this person has left
	return !resyncing && left === undefined;
}
