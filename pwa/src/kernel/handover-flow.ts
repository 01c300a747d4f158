/**
 * Handovers, step by step: offered, taken, confirmed by each. Every step is kept before it is sent, so that a lost
 * answer or a closed app loses nothing, and the same step is sent again.
 */

import { deleteHandover, getHandover, type HandoverAnswer, putConfirmation, putHandover, putTaking } from "./api";
import { fromBase64url, toBase64url } from "./bytes";
import { serverNow } from "./clock";
import { checkOffer, checkTaking, handoverKeys, newSecret, type Purpose, signOffer } from "./handover";
import { becomeOwn, coupleConfirmation, deviceConfirmation } from "./handover-keys";
import { goOn, idOf, keep, show } from "./handover-row";
import type { HandoverRow } from "./handover-state";
import { deviceTaking, personTaking, readCode } from "./handover-taking";
import { checkSession, sessionChanged } from "./identity";
import { syncKeys } from "./key-sync";
import { begin, dropMeta, life, readMeta, writeMeta } from "./local";
import { showHandover } from "./pairing";
import { localProblem, Problem } from "./problem";
import { RefusedError } from "./sealing-errors";
import { self } from "./trust";

/** Opens a handover, or shows the one that is open already. */
export async function offer(purpose: Purpose): Promise<void> {
	const open = await readMeta("handover");
	if (open?.purpose === purpose && open.role === "offerer" && open.step === "offered" && open.expires_at > serverNow())
		return show(open);
	const { identity } = await self();
	const secret = newSecret();
	const keys = await handoverKeys(secret, purpose);
	const { person_id, device_id, signing_key, device_key, device_signature } = identity;
	const signed = await signOffer(keys, { person_id, device_id, signing_key, device_key, device_signature });
	const { expires_at } = await putHandover(keys.id, purpose, signed);
	await keep({
		purpose,
		role: "offerer",
		step: "offered",
		secret: toBase64url(secret),
		offer: signed,
		taking: null,
		expires_at: Date.parse(expires_at),
		sent: true,
	});
}

/** Answers a code. On a phone that held somebody else's words everything is deleted first. */
export async function take(asked: "pair" | "device", code: string): Promise<void> {
	const secret = readCode(code);
	const view = await getHandover((await handoverKeys(secret, asked)).id).catch(unknownCode);
	// the code of a partner is for a seat where they have one to give
	const purpose = asked === "pair" && view.purpose === "seat" ? "seat" : asked;
	if (view.purpose !== purpose) throw localProblem("bad_code", "This code is for something else.");
	const keys = await handoverKeys(secret, purpose);
	await proven(checkOffer(keys, view.offer));
	const common = {
		purpose,
		role: "taker",
		step: "taken",
		secret: toBase64url(secret),
		offer: view.offer,
		expires_at: Date.parse(view.expires_at),
		sent: false,
	} as const;
	if (purpose === "device") await keep({ ...common, ...(await deviceTaking(keys, view.offer)) });
	else await keep({ ...common, taking: await personTaking(keys, view.offer) });
	await sendTaking().catch(giveUp).catch(unknownCode);
	await sessionChanged();
}

/** Says that both phones show the same phrase. */
export async function confirm(): Promise<void> {
	const row = await readMeta("handover");
	if (!row?.taking || row.step !== "taken") return;
	const ready =
		row.role === "offerer" && row.purpose === "pair"
			? { ...row, confirmation: row.confirmation ?? (await coupleConfirmation(await self(), row.taking)) }
			: row;
	await keep(ready);
	const answer = await putConfirmation(await idOf(row), await confirmationOf(ready));
	await goOn(ready, { step: "confirmed" });
	if (answer.state === "done") await oneAtATime(finish);
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

/** How a code is taken, while it waits to be: anybody who has it may ask. */
export async function purposeOf(code: string): Promise<"pair" | "device"> {
	const secret = readCode(code);
	// the id is the same whatever the code is for
	const { purpose } = await getHandover((await handoverKeys(secret, "pair")).id).catch(unknownCode);
	return purpose === "device" ? "device" : "pair";
}

export async function close(): Promise<void> {
	await dropMeta("handover");
	showHandover(null);
	await sessionChanged();
}

/** Is a handover open whose other side may have done something? */
export async function isOpen(): Promise<boolean> {
	const row = await readMeta("handover");
	return row !== undefined && ["offered", "taken", "confirmed"].includes(row.step);
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
	if (!row || !(await isOpen())) return row && show(row);
	try {
		await advance(row, (await sendTaking()) ?? (await getHandover(await idOf(row))));
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

async function advance(row: HandoverRow, { state, taking }: HandoverAnswer): Promise<void> {
	if (row.role === "offerer" && row.step === "offered" && taking) {
		await checkTaking(await handoverKeys(fromBase64url(row.secret), row.purpose), taking, row.offer);
		await goOn(row, { taking, step: "taken" });
	}
	if (state === "done") await finish();
}

/** Both confirmed: takes the keys in. Until all is here the handover stays open and this is done again. */
async function finish(): Promise<void> {
	const row = await readMeta("handover");
	// it was finished on the other way here, and perhaps the person has put it away already
	if (!row || row.step === "done") return;
	if (row.becoming) await becomeOwn(row.becoming, row.offer);
	if (row.confirmation) await keepRoot(row.confirmation);
	if (row.purpose === "seat") await keepMet(row);
	await checkSession();
	if (row.purpose === "pair") await syncKeys();
	const { becoming: _keys, confirmation: _root, ...done } = row;
	await keep({ ...done, step: "done", secret: "" });
	await navigator.storage?.persist?.();
	await sessionChanged();
	(await import("./engine")).pullSoon();
}

async function keepRoot({ root }: NonNullable<HandoverRow["confirmation"]>): Promise<void> {
	if (!root.epoch) return;
	const transaction = await begin(life());
	await transaction.objectStore("keys").put(root);
	// written by this kernel only, with this shape
	const epochs = (await transaction.objectStore("meta").get("epochs")) as Record<string, string> | undefined;
	await transaction.objectStore("meta").put({ [root.epoch.space_id]: root.epoch.epoch_id, ...epochs }, "epochs");
	await transaction.done;
}

/** Whom this phone has met, for when the seat passes. */
async function keepMet({ role, offer: offered, taking }: HandoverRow): Promise<void> {
	const met = role === "offerer" ? taking : offered;
	if (!met?.person_id || !met.signing_key) return;
	await writeMeta("met", { person_id: met.person_id, signing_key: met.signing_key });
}

async function confirmationOf(row: HandoverRow) {
	if (row.role === "taker" || row.purpose === "seat" || !row.taking) return {};
	return row.confirmation?.body ?? deviceConfirmation(await self(), row.taking);
}

/** Sends the taking until it was answered; the first to take wins. */
async function sendTaking(): Promise<HandoverAnswer | null> {
	const row = await readMeta("handover");
	if (!row?.taking || row.role !== "taker" || row.sent) return null;
	const answer = await putTaking(await idOf(row), row.taking);
	await goOn(row, { sent: true });
	return answer;
}

/** Refused by the server: there is nothing to wait for. Without an answer it is sent again by `look`. */
async function giveUp(error: unknown): Promise<void> {
	if (error instanceof Problem && error.code !== "offline" && error.status < 500) await close();
	throw error;
}

/** Nobody shows the code that was typed, or no longer. */
function unknownCode(error: unknown): never {
	if (error instanceof Problem && error.code === "not_found")
		throw localProblem("no_such_code", "Nobody shows this code.");
	throw error;
}

/** Says whether it is over; it is not where both have confirmed in the meantime. */
async function endForBoth(row: HandoverRow): Promise<boolean> {
	try {
		await deleteHandover(await idOf(row));
	} catch (error) {
		if (!isGone(error)) throw error;
		return !(await isDone(row));
	}
	return true;
}

/** A phone that was let in while its person saw other words does not move in. */
async function isDone(row: HandoverRow): Promise<boolean> {
	if (!row.taking || row.becoming) return false;
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
	if (row.role === "offerer") await deleteHandover(await idOf(row)).catch(unlessGone);
}

async function proven(check: Promise<void>): Promise<void> {
	try {
		await check;
	} catch (error) {
		if (error instanceof RefusedError) throw localProblem("tampered", "Whoever offers this does not know its secret.");
		throw error;
	}
}

function unlessGone(error: unknown): undefined {
	if (!isGone(error)) throw error;
}

/** A phone that waited to be let in is nobody's once its handover is. */
function isGone(error: unknown): boolean {
	return error instanceof Problem && (error.code === "not_found" || error.code === "sign_in");
}
