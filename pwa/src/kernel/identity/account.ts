/** Changes who this phone belongs to. Each step is loaded when needed. */

import { part } from "../browser/parts";
import { showPhones } from "../store/session";

const identityPart = part(() => import("./identity"));
const leavingPart = part(() => import("./leaving"));
const signOutPart = part(() => import("./sign-out"));
const phonesPart = part(() => import("./phones"));

/**
 * Makes an account; asks nothing. Needs the network; throws Problem (words_here, if words of another account would
 * be lost and the person has not `agreed`).
 */
export async function start(agreed = false): Promise<void> {
	await (await identityPart()).start(agreed);
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
