/** The answer of the phone that uses a code. */

import { localProblem, Problem } from "../browser/problem";
import type { Bytes } from "../crypto/bytes";
import { type HandoverKeys, type Offer, signTaking, type Taking } from "../crypto/handover";
import { parseCode } from "../crypto/handover-code";
import { newNonce } from "../crypto/handover-reveal";
import { makeDeviceKeys } from "../crypto/keys";
import { RefusedError, UnreadableCodeError } from "../crypto/sealing-errors";
import { self } from "../keys/trust";
import type { HandoverRow } from "../store/handover-state";
import { newId } from "../store/ids";
import { readMeta } from "../store/meta";
import { makeRoomFor } from "./make-room";

/** The one-time secret of a typed code or a link. Throws Problem `bad_code`. */
export function readCode(code: string): Bytes {
	try {
		return parseCode(code);
	} catch (error) {
		if (error instanceof UnreadableCodeError) throw localProblem("bad_code", "This is not a whole code.");
		throw error;
	}
}

/** A person's keys, to connect with a partner or to take over a seat. */
export async function personTaking(keys: HandoverKeys, offered: Offer): Promise<Taking> {
	const { identity } = await self();
	const { person_id, device_id, signing_key, device_key, device_signature } = identity;
	return signTaking(keys, { person_id, device_id, signing_key, device_key, device_signature }, newNonce(), offered);
}

/**
 * New keys for a phone that is added to an account. Deletes another account's data from this phone; throws Problem
 * `words_here` if that would lose words and the person has not `agreed`.
 */
export async function deviceTaking(
	keys: HandoverKeys,
	offered: Offer,
	agreed: boolean,
): Promise<Pick<HandoverRow, "taking" | "becoming">> {
	const identity = await readMeta("identity");
	if (identity && !(await readMeta("signed_out")))
		throw new Problem("own_code", 409, "This phone has its keys already.");
	await makeRoomFor(offered.person_id, agreed);
	const { privateKey, publicKey } = await makeDeviceKeys();
	const becoming = { device_id: newId(), device_key: publicKey, private_key: privateKey };
	const none = { person_id: null, signing_key: null, device_signature: null };
	const own = { ...none, device_id: becoming.device_id, device_key: publicKey };
	const taking = await signTaking(keys, own, newNonce(), offered);
	return { taking, becoming };
}

/** Turns a 404 into Problem `no_such_code`: nobody shows this code, or no longer. */
export function unknownCode(error: unknown): never {
	if (error instanceof Problem && error.code === "not_found")
		throw localProblem("no_such_code", "Nobody shows this code.");
	throw error;
}

/** Runs a check, and turns a RefusedError into Problem `tampered`. */
export async function proven<Value>(check: Promise<Value>): Promise<Value> {
	try {
		return await check;
	} catch (error) {
		if (error instanceof RefusedError) throw localProblem("tampered", "Whoever offers this does not know its secret.");
		throw error;
	}
}
