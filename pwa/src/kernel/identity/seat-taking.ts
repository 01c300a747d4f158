/** Passes or keeps a seat. */

import { Problem } from "../browser/problem";
import { deleteSeat, putSeatTaking } from "../http/api";
import { serverNow } from "../store/clock";
import { checkSession } from "./identity";
import { forgetSeat, seat } from "./told";

/** Cancels the passing of a seat, for any of the three people. Idempotent. */
export async function stopSeat(): Promise<void> {
	const open = seat.value;
	if (!open) return;
	try {
		await deleteSeat(open.couple_id);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== "not_found") throw error;
	}
	await forgetSeat();
}

/**
 * Passes the seat once it is due and nobody has cancelled it; the first of the giving and the getting person to open
 * the app does it. Returns whether it passed.
 */
export async function takeDueSeat(): Promise<boolean> {
	const open = seat.value;
	if (!open || open.part === "has" || open.due > serverNow()) return false;
	try {
		await putSeatTaking(open.couple_id);
	} catch (error) {
		if (!(error instanceof Problem) || error.status !== 409) throw error;
		return false;
	}
	await checkSession();
	return true;
}
