/**
 * Handovers, step by step: offered, taken, revealed, confirmed by each. Every step is kept before it is sent, so that a lost
 * answer or a closed app loses nothing, and the same step is sent again.
 */

import { deleteHandover, deleteSession, getHandover, type HandoverAnswer, putConfirmation, putHandover } from "./api";
import { type Bytes, toBase64url } from "./bytes";
import { serverNow } from "./clock";
import { checkOffer, handoverKeys, type Purpose, signOffer, type Taking } from "./handover";
import { newSecret } from "./handover-code";
import { finish } from "./handover-finish";
import { coupleConfirmation, deviceConfirmation } from "./handover-keys";
import { meet, sendUnsent } from "./handover-meeting";
import { commitmentTo, newNonce } from "./handover-reveal";
import { goOn, idOf, isShown, isShownOpen, isUnderWay, keep, show } from "./handover-row";
import type { HandoverRow } from "./handover-state";
import { deviceTaking, personTaking, proven, readCode, unknownCode } from "./handover-taking";
import { sealInvitation } from "./invitation";
import { dropMeta, readMeta, writeMeta } from "./local";
import { noteAddedHere } from "./new-phones";
import { showHandover } from "./pairing";
import { localProblem, Problem } from "./problem";
import { saidName } from "./said-name";
import { RefusedError } from "./sealing-errors";
import { sessionChanged } from "./session-changed";
import { self } from "./trust";

/** Opens a handover, or shows the one that is open already. `name` is who invites another person. */
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

/** Answers a code. On a phone that held somebody else's words everything is deleted first. */
export async function take(asked: "pair" | "device", code: string): Promise<void> {
	const secret = readCode(code);
	if (await isAnsweredHere(secret)) return look();
	const view = await getHandover((await handoverKeys(secret, asked)).id).catch(unknownCode);
	// the code of a partner is for a seat where they have one to give
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
			? { ...common, ...(await deviceTaking(keys, view.offer)) }
			: { ...common, taking: await personTaking(keys, view.offer) };
	await oneAtATime(() => answerCode(row));
	await sessionChanged();
}

/** Kept before it is sent, and shown only once it stands: a refusal is read where the code was typed. */
async function answerCode(row: HandoverRow): Promise<void> {
	await writeMeta("handover", row);
	await sendUnsent()
		.catch((error: unknown) => giveUp(row, error))
		.catch(unknownCode);
}

/** Says that both phones show the same phrase. */
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

/** A new phone has nothing to say to the server: its person's other phone lets it in. */
async function sendConfirmation(row: HandoverRow): Promise<HandoverAnswer> {
	const id = await idOf(row);
	return row.becoming ? getHandover(id) : putConfirmation(id, await confirmationOf(row));
}

/** Ends the open handover for both phones, unless it is done. */
export async function withdraw(): Promise<void> {
	const row = await readMeta("handover");
	if (!row || (await endForBoth(row))) await close();
	else await oneAtATime(finish);
}

/** The phrases differ: ends the handover for both phones, and says here what that means. */
export async function differ(): Promise<void> {
	await oneAtATime(async () => {
		const row = await readMeta("handover");
		if (!row) return;
		if (await endForBoth(row)) await goOn(row, { step: "differed" });
		else await finish();
	});
}

export { lookUp } from "./handover-looking";

export async function close(): Promise<void> {
	await dropMeta("handover");
	showHandover(null);
	await sessionChanged();
}

/** Is a handover open whose other side may have done something, or shown as open here though another tab went on with it? */
export async function isOpen(): Promise<boolean> {
	const row = await readMeta("handover");
	return isShownOpen() || (row !== undefined && isUnderWay(row));
}

/** Asks the server where the open handover stands, and goes on with it; one tab at a time. Throws Problem `offline` and the like. */
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

/** After a reload: shows what is open. */
export async function resume(): Promise<void> {
	const row = await readMeta("handover");
	if (row) await show(row);
}

async function advance(row: HandoverRow, view: HandoverAnswer): Promise<void> {
	await meet(row, view);
	if (view.state === "done") await finish();
}

/** What a pairing's confirmation carries is made once. */
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

/** The code was used here already: what was answered stays as it is. */
async function isAnsweredHere(secret: Bytes): Promise<boolean> {
	const open = await readMeta("handover");
	return open?.role === "taker" && open.secret === toBase64url(secret) && isUnderWay(open);
}

/** Refused by the server: there is nothing to wait for. Without an answer it is sent again by `look`. */
async function giveUp(row: HandoverRow, error: unknown): Promise<void> {
	if (error instanceof Problem && error.code !== "offline" && error.status < 500) await close();
	else await show(row);
	throw error;
}

/** Says whether it is over; it is not where both have confirmed in the meantime. */
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

/** The person's other phone has let this one in already, so this one signs out. One that had keys stays whose it was. */
async function goAgain(): Promise<void> {
	if (!(await readMeta("identity"))) await deleteSession().catch(unlessGone);
}

/** Nothing is done that the person has not agreed to here; a phone that was let in when they stopped it does not move in. */
async function isDone(row: HandoverRow): Promise<boolean> {
	if (!row.agreed || row.becoming) return false;
	const view = await getHandover(await idOf(row)).catch(unlessGone);
	return view?.state === "done";
}

/** Before its time nothing but one of the two ends what both phones have met for. */
function whyGone({ taking, expires_at }: HandoverRow): "ended" | "gone" {
	return taking && expires_at > serverNow() ? "ended" : "gone";
}

/** What the other side sent does not fit the secret: nothing is shared, and the code is dead. */
async function refuse(row: HandoverRow): Promise<void> {
	await goOn(row, { step: "tampered" });
	await deleteHandover(await idOf(row)).catch(unlessGone);
}

function unlessGone(error: unknown): undefined {
	if (!isGone(error)) throw error;
}

/** A phone that waited to be let in is nobody's once its handover is. */
function isGone(error: unknown): boolean {
	return error instanceof Problem && (error.code === "not_found" || error.code === "sign_in");
}
