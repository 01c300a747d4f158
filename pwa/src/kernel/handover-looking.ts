/** Where a code leads, read without an account: nothing is made, here or on the server, and nobody is told. */

import { getHandover, type HandoverAnswer } from "./api";
import type { Bytes } from "./bytes";
import { checkOffer, type HandoverKeys, handoverKeys } from "./handover";
import { proven, readCode, unknownCode } from "./handover-taking";
import { openInvitation } from "./invitation";
import type { Found } from "./pairing";
import { saidName } from "./said-name";
import { UnknownVersionError } from "./sealing-errors";

/** Throws Problem (bad_code, no_such_code, tampered, offline). */
export async function lookUp(code: string): Promise<Found> {
	const secret = readCode(code);
	// the id is the same whatever the code is for
	const view = await getHandover((await handoverKeys(secret, "pair")).id).catch(unknownCode);
	const keys = await handoverKeys(secret, view.purpose);
	await proven(checkOffer(keys, view.offer));
	const from = saidName(await proven(nameIn(view, secret, keys)));
	return { purpose: view.purpose === "device" ? "device" : "pair", from };
}

/** An invitation of a newer app counts as one without a name. */
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
