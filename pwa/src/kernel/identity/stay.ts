/** Undoes a leaving by a phone that signed in with the recovery words. */

import { part } from "../browser/parts";
import { Problem } from "../browser/problem";
import { askForNews } from "../sync/running";
import { left } from "./told";

const apiPart = part(() => import("../http/api"));
const identityPart = part(() => import("./identity"));

/** Connects both again. Needs the network; throws Problem, `not_found` once it can no longer be undone. */
export async function stay(): Promise<void> {
	const open = left.value;
	if (!open) return;
	const [{ putStay }, { checkSession }] = await Promise.all([apiPart(), identityPart()]);
	try {
		await putStay(open.couple_id);
	} catch (error) {
		if (error instanceof Problem && error.code === "not_found") await checkSession();
		throw error;
	}
	await checkSession();
	askForNews();
}
