/** Makes an account, and follows what the server says about this phone and its couple. */

import { ifStored } from "../browser/if-stored";
import { Problem } from "../browser/problem";
import { moment } from "../browser/wall";
import { makeDeviceKeys, makeSigningKeys, newRoot, signDevice, wrapRoot } from "../crypto/keys";
import { type Admission, getSession, putPerson, type SessionView, type Started } from "../http/api";
import { noteDue } from "../keys/key-turning";
import { selfOf } from "../keys/trust";
import { noteWayBack } from "../keys/way-back";
import { phoneZone, UTC } from "../preferences/preferences";
import { isOld, readServerTime } from "../store/clock";
import type { HandoverRow } from "../store/handover-state";
import { newId } from "../store/ids";
import { epochKey } from "../store/keyring";
import { begin, type KeyRow, life } from "../store/local";
import { type Couple, dropMeta, type Identity, readMeta, writeMeta } from "../store/meta";
import { readSession, sessionChanged } from "../store/read-session";
import { session, showParted, showTogether } from "../store/session";
import { admission, type Codes } from "./admission";
import { showHandover } from "./handover-shown";
import { makeRoomFor } from "./make-room";
import { finishSignOut } from "./sign-out";
import { noteTold } from "./told";

/** The server's answer to a phone that it knows. */
type KnownView = SessionView & { readonly [part in "person" | "device"]: NonNullable<SessionView[part]> };

interface Beginning {
	readonly identity: Identity;
	readonly keys: readonly KeyRow[];
	readonly started: Started;
	readonly epoch_id: string;
}

/** Kept until it is answered and stored, so that a retry is the same request and makes no second account. */
let beginning: Beginning | null = null;

/**
 * Makes a person with their own space and this phone. Throws Problem. If the server knows this phone but its keys are
 * lost, makes no account: the session then says so. Throws Problem `words_here` if words of another account on this phone
 * would be lost and the person has not `agreed`.
 */
export async function start(agreed = false, codes: Codes = {}): Promise<void> {
	const admitted = await admission(codes);
	await finishSignOut();
	await makeRoomFor(null, agreed);
	if (!beginning && (await checkSession()) === "known") return;
	beginning ??= await makeBeginning();
	await send(beginning, admitted);
	const { identity, keys, epoch_id } = beginning;
	await becomePerson(identity, keys, { [identity.person_id]: epoch_id });
	beginning = null;
	await noteWayBack("none");
}

/** If the server does not know the time zone, as with a newer browser, the account starts in UTC. */
async function send(begun: Beginning, admitted: Admission): Promise<void> {
	try {
		await putPerson(begun.identity.person_id, { ...begun.started, ...admitted });
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		if (error.code === "id_taken") beginning = null;
		if (error.status !== 422 || begun.started.zone === UTC) throw error;
		beginning = { ...begun, started: { ...begun.started, zone: UTC } };
		await send(beginning, admitted);
	}
}

export async function dismissEnded(): Promise<void> {
	await dropMeta("ended");
	const lost = await readMeta("seat_lost");
	if (lost) await writeMeta("seat_lost", { ...lost, read: true });
	await sessionChanged();
}

export async function dismissAgain(): Promise<void> {
	await dropMeta("shares_again");
	await sessionChanged();
}

/**
 * Asks the server who this phone is, and follows what changed: signed out, connected, no longer connected. Returns
 * whether the server knows this phone; a phone without an account is answered too. Throws Problem.
 */
export async function checkSession(): Promise<"known" | "unknown"> {
	const asked = await whoIsHere();
	const left = moment();
	const view = await getSession();
	// what the server said before the phone slept would set the clock back by as long
	if (isOld(left)) return checkSession();
	await ifStored(() => readServerTime(Date.parse(view.server_time), left));
	// the account or the couple changed on this phone meanwhile, and an older answer must not undo that
	if (String(await whoIsHere()) !== String(asked)) return checkSession();
	if (!view.person || !view.device) {
		await noteSignedOut(asked[0], view.account_deleted ? "deleted" : true);
		return "unknown";
	}
	const known = { ...view, person: view.person, device: view.device };
	if (!(await ifStored(() => follow(known)))) followUnstored(known);
	return "known";
}

/** If nothing can be stored, still shows the end of a couple, so that nobody goes on as if they shared. */
function followUnstored({ couple }: KnownView): void {
	const shown = session.value.state === "ready" && session.value.couple;
	if (shown && shown.id !== couple?.id) showParted(shown.id);
}

/** The ids of the phone and the couple stored here, to compare. */
async function whoIsHere(): Promise<readonly (string | undefined)[]> {
	const [identity, couple] = await Promise.all([readMeta("identity"), readMeta("couple")]);
	return [identity?.device_id, couple?.id, couple?.partner_id];
}

/**
 * The server does not know this phone. Unless another account has started here since, the phone is signed out; words
 * written here are kept and wait. `how`: its account may have been deleted too.
 */
export async function noteSignedOut(device_id: string | undefined, how: true | "deleted" = true): Promise<void> {
	const [identity, known] = await Promise.all([readMeta("identity"), readMeta("signed_out")]);
	if (!identity || identity.device_id !== device_id || known === how || known === "deleted") return;
	await writeMeta("signed_out", how);
	await sessionChanged();
}

/** Stores in one transaction who this phone belongs to from now on, and the keys. */
export async function becomePerson(
	identity: Identity,
	rows: readonly KeyRow[],
	epochs: Readonly<Record<string, string>>,
	couple?: Couple,
): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	for (const row of rows) await transaction.objectStore("keys").put(row);
	await meta.put(identity, "identity");
	await meta.put({ ...epochs }, "epochs");
	await meta.delete("signed_out");
	await meta.delete("newcomer_until");
	if (couple) await meta.put(couple, "couple");
	await transaction.done;
	await sessionChanged();
}

/**
 * The couple of the person whom this phone is about to belong to, stored with them so that the app opens connected.
 * Undefined without a couple or an answer.
 */
export async function coupleToJoin(): Promise<Couple | undefined> {
	try {
		const { couple } = await getSession();
		return couple ? await coupleAs(couple) : undefined;
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return undefined;
	}
}

async function makeBeginning(): Promise<Beginning> {
	const [person_id, device_id, epoch_id] = [newId(), newId(), newId()];
	const device = await makeDeviceKeys();
	const root = await newRoot();
	const signing = await makeSigningKeys(root.key, person_id, epoch_id);
	const signature = await signDevice(signing.privateKey, { person_id, device_id, key: device.publicKey });
	const identity = {
		person_id,
		device_id,
		signing_key: signing.publicKey,
		device_key: device.publicKey,
		device_signature: signature,
	};
	const me = selfOf(identity, device.privateKey, signing.privateKey);
	const wrap = await wrapRoot(me.wrapper, { spaceId: person_id, epochId: epoch_id }, root.raw, me.party);
	root.raw.fill(0);
	const keys = [
		{ id: "device", key: device.privateKey },
		{ id: "signing", key: signing.privateKey },
		{ id: epochKey(person_id, epoch_id), key: root.key, epoch: { space_id: person_id, epoch_id, number: 1, wrap } },
	];
	const sent = { id: device_id, key: device.publicKey, signature };
	const started = {
		signing_key: signing.publicKey,
		signing_key_sealed: signing.sealed,
		device: sent,
		epoch: { id: epoch_id, wrap },
		zone: phoneZone(),
	};
	return { identity, keys, started, epoch_id };
}

async function follow({
	person,
	device,
	couple,
	seat,
	left,
	newcomer_until,
	vapid_public_key,
	closes_on,
}: KnownView): Promise<void> {
	const identity = await readMeta("identity");
	if (!identity)
		return readSession(device.state === "waiting" && (await readMeta("handover"))?.becoming ? "waiting" : "keys_gone");
	if (identity.person_id !== person.id || identity.device_id !== device.id) return noteSignedOut(identity.device_id);
	await writeMeta("vapid_public_key", vapid_public_key);
	await noteTold({ seat, left, closes_on });
	// a phone that a newcomer added learns the date here; a past date needs no deleting
	if (newcomer_until) await writeMeta("newcomer_until", Date.parse(newcomer_until));
	await closePassed(seat);
	if (couple) showTogether();
	const changed = [
		(await readMeta("signed_out")) && dropMeta("signed_out"),
		await followLoss(seat),
		await followCouple(couple),
	];
	if (changed.some(Boolean)) await sessionChanged();
}

/**
 * Follows the server's couple; returns whether anything changed. Never replaces a partner's pinned key by the server's.
 */
async function followCouple(told: SessionView["couple"]): Promise<boolean> {
	const known = await readMeta("couple");
	const left = await readMeta("leaving");
	const couple = told?.id === left ? null : told;
	if (known?.id === couple?.id && known?.partner_id === couple?.partner.id) return false;
	if (known && known.id !== couple?.id) {
		await writeMeta("ended", { couple_id: known.id });
		await dropMeta("couple");
	}
	if (!couple) return true;
	const named = await coupleAs(couple);
	await writeMeta("couple", named);
	// once connected again, the end of an earlier couple is no news
	await dropMeta("ended");
	if (known?.id === couple.id || (await gotSeat(named.partner_id))) await writeMeta("shares_again", true);
	else await dropMeta("shares_again");
	// the partner's seat has passed: a new root, so that the old account opens nothing new
	if (known?.id === couple.id && named.partner_signing_key) await noteDue([couple.id]);
	return true;
}

/** Notes that this person's seat has passed; returns whether that is news. */
async function followLoss(seat: SessionView["seat"]): Promise<boolean> {
	if (seat?.part !== "lost") return false;
	const { couple_id } = seat;
	const at = Date.parse(seat.due);
	const known = await readMeta("seat_lost");
	if (known?.couple_id === couple_id && known.at === at) return false;
	await writeMeta("seat_lost", { couple_id, at, read: false });
	return true;
}

/** Whether this person connected by taking over a seat, not by pairing. */
async function gotSeat(partner_id: string): Promise<boolean> {
	const handover = await readMeta("handover");
	const met = await readMeta("met");
	return met?.person_id === partner_id && handover?.purpose !== "pair";
}

/** Closes the handover of a seat that is no longer about to pass, if the person has not closed it. */
async function closePassed(seat: SessionView["seat"]): Promise<void> {
	const handover = await readMeta("handover");
	if ((seat && seat.part !== "lost") || handover?.purpose !== "seat" || handover.step !== "done") return;
	await dropMeta("handover");
	showHandover(null);
}

async function coupleAs({ id, partner }: NonNullable<SessionView["couple"]>): Promise<Couple> {
	return { id, partner_id: partner.id, partner_signing_key: await pinned(partner.id) };
}

/**
 * The key that the partner proved in a handover whose words the person confirmed on this phone; else null, since the
 * server's word is not enough.
 */
async function pinned(partner_id: string): Promise<string | null> {
	const handover = await readMeta("handover");
	const shown = handover?.role === "offerer" ? handover.taking : handover?.offer;
	const here = handover && isAgreed(handover) ? shown : null;
	const met = [here, await readMeta("met")].find((one) => one?.person_id === partner_id);
	return met?.signing_key ?? null;
}

function isAgreed({ agreed, step }: HandoverRow): boolean {
	return agreed === true || step === "confirmed" || step === "done";
}
