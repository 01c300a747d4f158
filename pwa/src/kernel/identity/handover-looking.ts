/** Reads where a code leads, without an account. Makes nothing, here or on the server, and notifies nobody. */

import type { Bytes } from "../crypto/bytes";
import { checkOffer, type HandoverKeys, handoverKeys } from "../crypto/handover";
import { openInvitation } from "../crypto/invitation";
import { UnknownVersionError } from "../crypto/sealing-errors";
import { getHandover, type HandoverAnswer } from "../http/api";
import { saidName } from "../text/said-name";
import type { Found } from "./handover-shown";
import { proven, readCode, unknownCode } from "./handover-taking";

/** Returns what the code is for and who invites. Throws Problem (bad_code, no_such_code, tampered, offline). */
export async function lookUp(code: string): Promise<Found> {
	const secret = readCode(code);
	// the id does not depend on the purpose
	const view = await getHandover((await handoverKeys(secret, "pair")).id).catch(unknownCode);
	const keys = await handoverKeys(secret, view.purpose);
	await proven(checkOffer(keys, view.offer));
	const from = saidName(await proven(nameIn(view, secret, keys)));
	return { purpose: view.purpose === "device" ? "device" : "pair", from };
}

/** The name in the invitation. An invitation of a newer version counts as having none. */
async function nameIn(
	{ offer, invitation }: HandoverAnswer,
	secret: Bytes,
	keys: HandoverKeys,
): Promise<string | null> {
	if (!invitation) return null;
	try {
		return await openInvitation(secret, keys, offer, invitation);
	} catch (error) {
		if (error instanceof UnknownVersionError) return null;
		throw error;
	}
}
