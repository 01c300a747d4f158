/** Reads from IndexedDB who this phone belongs to and is connected with. */

import { tell } from "./channel";
import { type Couple, type Identity, readMeta } from "./meta";
import { isParted, showSession } from "./session";

/** Call it after IndexedDB has changed in this. */
export async function sessionChanged(): Promise<void> {
	await readSession();
	tell({ type: "session" });
}

/** `override` is a state that only the server knows. */
export async function readSession(override?: "waiting" | "keys_gone"): Promise<void> {
	const [identity, couple, ended, leaving, again, lost, signedOut] = await Promise.all([
		readMeta("identity"),
		readMeta("couple"),
		readMeta("ended"),
		readMeta("leaving"),
		readMeta("shares_again"),
		readMeta("seat_lost"),
		readMeta("signed_out"),
	]);
	if (override) showSession({ state: override });
	else if (!identity) showSession({ state: (await readMeta("handover"))?.becoming ? "waiting" : "none" });
	else if (signedOut) showSession({ state: signedOut === "deleted" ? "deleted" : "signed_out" });
	else
		showSession({
			...readyAs(identity, couple && isParted(couple.id) ? undefined : couple),
			no_longer_connected: ended !== undefined,
			leaving: leaving !== undefined,
			shares_again: couple !== undefined && again !== undefined,
			seat_lost: lost && !lost.read ? lost.at : null,
		});
}

function readyAs({ person_id, device_id }: Identity, couple: Couple | undefined) {
	return {
		state: "ready" as const,
		person_id,
		device_id,
		couple: couple ? { id: couple.id, partner_id: couple.partner_id } : null,
	};
}
