/**
 * Handovers, step by step: offered, taken, revealed, confirmed by both. Every step is stored before it is sent, so that
 * after a lost answer or a closed app the same request is retried.
 */

import { localProblem, Problem } from "../browser/problem";
import { type Bytes, toBase64url } from "../crypto/bytes";
import { checkOffer, handoverKeys, type Purpose, signOffer, type Taking } from "../crypto/handover";
import { newSecret } from "../crypto/handover-code";
import { commitmentTo, newNonce } from "../crypto/handover-reveal";
import { sealInvitation } from "../crypto/invitation";
import { RefusedError } from "../crypto/sealing-errors";
import {
	deleteHandover,
	deleteSession,
	getHandover,
	type HandoverAnswer,
	putConfirmation,
	putHandover,
} from "../http/api";
import { noteAddedHere } from "../keys/new-phones";
import { self } from "../keys/trust";
import { serverNow } from "../store/clock";
import type { HandoverRow } from "../store/handover-state";
import { dropMeta, readMeta, writeMeta } from "../store/meta";
import { sessionChanged } from "../store/read-session";
import { saidName } from "../text/said-name";
import { finish } from "./handover-finish";
import { coupleConfirmation, deviceConfirmation } from "./handover-keys";
import { meet, sendUnsent } from "./handover-meeting";
import { goOn, idOf, isShown, isShownOpen, isUnderWay, keep, show } from "./handover-row";
import { showHandover } from "./handover-shown";
import { deviceTaking, personTaking, proven, readCode, unknownCode } from "./handover-taking";

/** Starts a handover, or shows the one that is open already. `name` is the name of the person who invites. */
export async function offer(purpose: Purpose, name: string | null = null): Promise<void> {
	const open = await readMeta("handover");
	if (open?.purpose === purpose && isOffered(open)) return show(open);
	const { identity } = await self();
	const [secret, nonce] = [newSecret(), newNonce()];
	const keys = await handoverKeys(secret, purpose);
	const { person_id, device_id, signing_key, device_key, device_signature } = identity;
	const own = { person_id, device_id, signing_key, device_key, device_signature };
	const signed = await signOffer(keys, own, await commitmentTo(keys, own, nonce));
	const invitation = purpose === "device" ? null : await sealInvitation(secret, keys, signed, saidName(name));
	const { expires_at } = await putHandover(keys.id, { purpose, offer: signed, invitation });
	await keep({
		purpose,
		role: "offerer",
		step: "offered",
		secret: toBase64url(secret),
		offer: signed,
		invitation,
		taking: null,
		nonce,
		phrase: null,
		expires_at: Date.parse(expires_at),
		sent: true,
	});
}

/**
 * Answers a code. If this phone has another account's data, a code for a further phone deletes it first; throws Problem
 * `words_here` if that would lose words and the person has not `agreed`.
 */
export async function take(asked: "pair" | "device", code: string, agreed = false): Promise<void> {
	const secret = readCode(code);
	if (await isAnsweredHere(secret)) return look();
	const view = await getHandover((await handoverKeys(secret, asked)).id).catch(unknownCode);
	// the partner may have made the code to pass a seat to this account
	const purpose = asked === "pair" && view.purpose === "seat" ? "seat" : asked;
	if (view.purpose !== purpose) throw localProblem("bad_code", "This code is for something else.");
	const keys = await handoverKeys(secret, purpose);
	await proven(checkOffer(keys, view.offer));
	const common = {
		purpose,
		role: "taker",
		step: "answered",
		secret: toBase64url(secret),
		offer: view.offer,
		phrase: null,
		expires_at: Date.parse(view.expires_at),
		sent: false,
	} as const;
	const row =
		purpose === "device"
			? { ...common, ...(await deviceTaking(keys, view.offer, agreed)) }
			: { ...common, taking: await personTaking(keys, view.offer) };
	await oneAtATime(() => answerCode(row));
	await sessionChanged();
}

/**
 * Stores the answer before sending it, and shows it only once the server has accepted: a refusal belongs where the code
 * was typed.
 */
async function answerCode(row: HandoverRow): Promise<void> {
	await writeMeta("handover", row);
	await sendUnsent()
		.catch((error: unknown) => giveUp(row, error))
		.catch(unknownCode);
}

/** Confirms that both phones show the same words. */
export async function confirm(): Promise<void> {
	await sendUnsent();
	const row = await readMeta("handover");
	if (!row?.taking || row.step !== "taken") return;
	const ready = { ...row, ...(await prepared(row, row.taking)), agreed: true } as const;
	await keep(ready);
	if (isLettingIn(ready)) await noteAddedHere(row.taking.device_id);
	const answer = await sendConfirmation(ready);
	await goOn(ready, { step: "confirmed" });
	if (answer.state === "done") await oneAtATime(finish);
}

function isLettingIn({ purpose, role }: HandoverRow): boolean {
	return purpose === "device" && role === "offerer";
}

/** A new phone sends no confirmation: the person's other phone adds it. */
async function sendConfirmation(row: HandoverRow): Promise<HandoverAnswer> {
	const id = await idOf(row);
	return row.becoming ? getHandover(id) : putConfirmation(id, await confirmationOf(row));
}

/** Cancels the open handover for both phones, unless it is already done. */
export async function withdraw(): Promise<void> {
	const row = await readMeta("handover");
	if (!row || (await endForBoth(row))) await close();
	else await oneAtATime(finish);
}

/** The words differ: cancels the handover for both phones, and shows here what that means. */
export async function differ(): Promise<void> {
	await oneAtATime(async () => {
		const row = await readMeta("handover");
		if (!row) return;
		if (await endForBoth(row)) await goOn(row, { step: "differed" });
		else await finish();
	});
}

/** Whoever looks a code up takes it next, so both are loaded together. */
export { lookUp } from "./handover-looking";

export async function close(): Promise<void> {
	await dropMeta("handover");
	showHandover(null);
	await sessionChanged();
}

/**
 * Whether a handover is open that the other phone may have advanced, or is shown as open here although another tab has
 * advanced it.
 */
export async function isOpen(): Promise<boolean> {
	const row = await readMeta("handover");
	return isShownOpen() || (row !== undefined && isUnderWay(row));
}

/**
 * Asks the server about the open handover, and does its next step; one tab at a time. Throws Problem `offline` and the
 * like.
 */
export async function look(): Promise<void> {
	await oneAtATime(lookAlone);
}

async function oneAtATime(step: () => Promise<void>): Promise<void> {
	await (navigator.locks ? navigator.locks.request("twofold-handover", step) : step());
}

async function lookAlone(): Promise<void> {
	const row = await readMeta("handover");
	if (!row) return showHandover(null);
	if (!isShown(row)) await show(row);
	if (!isUnderWay(row)) return;
	try {
		await advance(row, (await sendUnsent()) ?? (await getHandover(await idOf(row))));
	} catch (error) {
		if (error instanceof Problem && error.code === "not_found") await goOn(row, { step: whyGone(row) });
		else if (error instanceof RefusedError) await refuse(row);
		else throw error;
	}
}

/** Shows the open handover after a reload. */
export async function resume(): Promise<void> {
	const row = await readMeta("handover");
	if (row) await show(row);
}

async function advance(row: HandoverRow, view: HandoverAnswer): Promise<void> {
	await meet(row, view);
	if (view.state === "done") await finish();
}

/** Makes the contents of a pairing's confirmation once, so that a retry sends the same. */
async function prepared(row: HandoverRow, taking: Taking): Promise<Pick<HandoverRow, "confirmation">> {
	if (row.role === "taker" || row.purpose !== "pair" || row.confirmation) return {};
	return { confirmation: await coupleConfirmation(await self(), taking) };
}

async function confirmationOf(row: HandoverRow) {
	if (row.role === "taker" || row.purpose === "seat" || !row.taking) return {};
	return row.confirmation?.body ?? deviceConfirmation(await self(), row.taking);
}

function isOffered(row: HandoverRow): boolean {
	return row.role === "offerer" && row.step === "offered" && isUnderWay(row) && row.expires_at > serverNow();
}

/** Whether this phone has already answered this code, and that handover is still open. */
async function isAnsweredHere(secret: Bytes): Promise<boolean> {
	const open = await readMeta("handover");
	return open?.role === "taker" && open.secret === toBase64url(secret) && isUnderWay(open);
}

/** Closes the handover if the server refused it. Without an answer, `look` sends it again. */
async function giveUp(row: HandoverRow, error: unknown): Promise<void> {
	if (error instanceof Problem && error.code !== "offline" && error.status < 500) await close();
	else await show(row);
	throw error;
}

/** Cancels the handover on the server. Returns false if both had confirmed by then. */
async function endForBoth(row: HandoverRow): Promise<boolean> {
	try {
		await deleteHandover(await idOf(row));
	} catch (error) {
		if (!isGone(error)) throw error;
		if (row.becoming) await goAgain();
		return !(await isDone(row));
	}
	return true;
}

/**
 * The person's other phone has already added this one, so this one signs out. A phone that had keys before keeps its
 * account.
 */
async function goAgain(): Promise<void> {
	if (!(await readMeta("identity"))) await deleteSession().catch(unlessGone);
}

/**
 * Whether both have confirmed. Never true without the person's agreement on this phone, nor on a new phone whose adding
 * was cancelled.
 */
async function isDone(row: HandoverRow): Promise<boolean> {
	if (!row.agreed || row.becoming) return false;
	const view = await getHandover(await idOf(row)).catch(unlessGone);
	return view?.state === "done";
}

/** Before it expires, a handover that was taken can only have been cancelled by one of the two. */
function whyGone({ taking, expires_at }: HandoverRow): "ended" | "gone" {
	return taking && expires_at > serverNow() ? "ended" : "gone";
}

/** What the other phone sent does not fit the secret: nothing is shared, and the code becomes invalid. */
async function refuse(row: HandoverRow): Promise<void> {
	await goOn(row, { step: "tampered" });
	await deleteHandover(await idOf(row)).catch(unlessGone);
}

function unlessGone(error: unknown): undefined {
	if (!isGone(error)) throw error;
}

/**
 * Whether the handover no longer exists. A phone that waits to be added has no session once its handover is deleted.
 */
function isGone(error: unknown): boolean {
	return error instanceof Problem && (error.code === "not_found" || error.code === "sign_in");
}
