/**
 * How both phones come to the same four words. This phone stores what goes into the words before it says anything about
 * it, and answers only one taking. So a man in the middle learns a nonce only when nothing can be chosen any more.
 */

import { checkTaking, type Taking } from "../crypto/handover";
import { checkReveal, type Reveal, safetyPhrase, signReveal } from "../crypto/handover-reveal";
import { type HandoverAnswer, putReveal, putTaking } from "../http/api";
import type { HandoverRow } from "../store/handover-state";
import { readMeta } from "../store/meta";
import { goOn, keysOf } from "./handover-row";

/** Handles the other phone's taking or reveal. Throws RefusedError if it does not fit what that phone sent before. */
export async function meet(row: HandoverRow, { taking, reveal }: HandoverAnswer): Promise<void> {
	if (row.role === "offerer" && row.step === "offered" && taking) await fix(row, taking);
	if (row.role === "taker" && row.step === "answered" && reveal) await compare(row, reveal);
}

/** Sends the taking or the reveal, and retries with the same contents until it is answered. */
export async function sendUnsent(): Promise<HandoverAnswer | null> {
	const row = await readMeta("handover");
	if (!row?.taking || row.sent || !["answered", "taken"].includes(row.step)) return null;
	const answer = await send(row, row.taking);
	await goOn(row, { sent: true });
	return answer;
}

/**
 * Fixes the first valid taking that this phone sees. From here on the words cannot change, so the phone may reveal its
 * nonce.
 */
async function fix(row: HandoverRow, taking: Taking): Promise<void> {
	if (row.nonce === undefined) return;
	const keys = await keysOf(row);
	await checkTaking(keys, taking, row.offer);
	const phrase = await safetyPhrase(keys, row.offer, taking, row.nonce);
	if (await goOn(row, { taking, phrase, step: "taken", sent: false })) await sendUnsent();
}

async function compare(row: HandoverRow, reveal: Reveal): Promise<void> {
	if (!row.taking) return;
	const keys = await keysOf(row);
	await checkReveal(keys, reveal, row.offer, row.taking);
	const phrase = await safetyPhrase(keys, row.offer, row.taking, reveal.nonce);
	await goOn(row, { phrase, step: "taken" });
}

async function send(row: HandoverRow, taking: Taking): Promise<HandoverAnswer> {
	const keys = await keysOf(row);
	if (row.role === "taker") return putTaking(keys.id, taking);
	return putReveal(keys.id, await signReveal(keys, row.nonce ?? "", taking));
}
