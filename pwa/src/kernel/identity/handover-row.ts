/** The open handover: stored in IndexedDB, shown on the screen. */

import { type Bytes, fromBase64url } from "../crypto/bytes";
import { type HandoverKeys, handoverKeys, VERSION } from "../crypto/handover";
import { formatCode, handoverLink } from "../crypto/handover-code";
import { openInvitation } from "../crypto/invitation";
import { serverNow } from "../store/clock";
import type { HandoverRow, HandoverStep } from "../store/handover-state";
import { begin, life } from "../store/local";
import { metaIn, readMeta, writeMeta } from "../store/meta";
import { handover, showHandover } from "./handover-shown";

const OPEN: readonly HandoverStep[] = ["offered", "answered", "taken", "confirmed"];

/** Whether the other phone may still advance the handover. */
export function isUnderWay({ step, offer }: HandoverRow): boolean {
	// an older version of the app may have begun it: its code is no longer valid
	return OPEN.includes(step) && offer.v === VERSION;
}

export function keysOf({ secret, purpose }: HandoverRow): Promise<HandoverKeys> {
	return handoverKeys(fromBase64url(secret), purpose);
}

/** The id under which both phones meet on the server. */
export async function idOf(row: HandoverRow): Promise<string> {
	return (await keysOf(row)).id;
}

export async function keep(row: HandoverRow): Promise<void> {
	await writeMeta("handover", row);
	await show(row);
}

/**
 * Stores and shows the handover's next step. Does nothing and returns false if the person has closed the handover, or
 * another tab has advanced it, since `row` was read: so only one of two takings is fixed.
 */
export async function goOn(row: HandoverRow, next: Partial<HandoverRow>): Promise<boolean> {
	const transaction = await begin(life());
	const kept = await metaIn(transaction, "handover");
	const isSame = kept?.secret === row.secret && kept.step === row.step;
	if (isSame) await transaction.objectStore("meta").put({ ...kept, ...next }, "handover");
	await transaction.done;
	if (isSame) await show({ ...kept, ...next });
	return isSame;
}

export async function show(row: HandoverRow): Promise<void> {
	const { purpose, role, secret, expires_at, phrase } = row;
	const bytes = secret ? fromBase64url(secret) : null;
	const [code, link] = bytes ? [formatCode(bytes), handoverLink(location.origin, purpose, bytes)] : ["", ""];
	const from = bytes && (await sayer(row, bytes));
	if (!(await readMeta("handover"))) return;
	showHandover({ purpose, role, step: shownStep(row), code, link, from, expires_at, phrase });
}

/** The name in the invitation that this phone has sent. */
async function sayer(row: HandoverRow, secret: Bytes): Promise<string | null> {
	if (!row.invitation) return null;
	return openInvitation(secret, await keysOf(row), row.offer, row.invitation);
}

/** Whether the screen shows the stored step; not so after another tab has advanced it. */
export function isShown(row: HandoverRow): boolean {
	const { step, expires_at } = handover.value ?? {};
	return step === shownStep(row) && expires_at === row.expires_at;
}

/** Whether the screen shows a handover that the other phone may still advance. */
export function isShownOpen(): boolean {
	return handover.value !== null && OPEN.includes(handover.value.step);
}

function shownStep(row: HandoverRow): HandoverStep {
	const isLate = row.step === "offered" && row.expires_at <= serverNow();
	const isOld = OPEN.includes(row.step) && !isUnderWay(row);
	return isLate || isOld ? "gone" : row.step;
}
