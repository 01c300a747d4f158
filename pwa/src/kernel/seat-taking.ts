/** A seat passes, or is kept. */

import { deleteSeat, putSeatTaking } from "./api";
import { serverNow } from "./clock";
import { checkSession } from "./identity";
import { Problem } from "./problem";
import { noteSeat, seat } from "./seat";

/** Objects, or calls it off; gone already is as good. */
export async function stopSeat(): Promise<void> {
	const open = seat.value;
	if (!open) return;
	try {
		await deleteSeat(open.couple_id);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== "not_found") throw error;
	}
	await noteSeat(null);
}

/** Once three days are over and nobody has objected, whoever of the two opens the app first takes it. Says whether it passed. */
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
