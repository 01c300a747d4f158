/** Changes who this phone belongs to. Each step is loaded when needed. */

import { part } from "../browser/parts";
import { showPhones } from "../store/session";
import type { Codes } from "./admission";

const identityPart = part(() => import("./identity"));
const leavingPart = part(() => import("./leaving"));
const signOutPart = part(() => import("./sign-out"));
const phonesPart = part(() => import("./phones"));

/**
 * Makes an account; `codes` let the person in where not everybody may come. Needs the network; throws Problem
 * (sign_up_code_needed, sign_up_code_unknown, sign_up_closed, bad_code; words_here, if words of another account would be
 * lost and the person has not `agreed`).
 */
export async function start(agreed = false, codes: Codes = {}): Promise<void> {
	await (await identityPart()).start(agreed, codes);
}

/** Ends the couple: on this phone at once, for both as soon as the server is told. No notice is sent. */
export async function leave(): Promise<void> {
	await (await leavingPart()).leave();
}

/** Deletes the person from the server, permanently, then wipes this phone. Needs the network; throws Problem. */
export async function eraseMine(): Promise<void> {
	await (await signOutPart()).eraseMine();
}

/** Notes that the person has read that they are no longer connected, and if so, that their seat has passed. */
export async function dismissEnded(): Promise<void> {
	await (await identityPart()).dismissEnded();
}

/** Notes that the person has read that a seat has passed and they share again. */
export async function dismissAgain(): Promise<void> {
	await (await identityPart()).dismissAgain();
}

/** Signs out and deletes everything from this phone; works offline too. */
export async function signOut(): Promise<void> {
	await (await signOutPart()).signOut();
}

/** Fetches the person's phones. Needs the network; throws Problem. */
export async function loadPhones(): Promise<void> {
	showPhones(await (await phonesPart()).listPhones());
}

/** Removes another phone of the person, and starts new roots. Needs the network; throws Problem. */
export async function removePhone(id: string): Promise<void> {
	showPhones(await (await phonesPart()).removePhone(id));
}
