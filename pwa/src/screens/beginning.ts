/** The first tap of a new person, remembered while the server asks for a sign-up code. */

import { fetchEarly, part } from "../kernel/browser/parts";
import { start } from "../kernel/identity/account";
import type { Mood } from "../ui/faces";
import { homePart } from "./home-part";
import { signUpCode } from "./sign-up-code";

const checkInPart = part(() => import("../practices/checkins/say"));

let wanted: Mood | null = null;

/** Makes an account, and saves the first check-in if a face was tapped. Throws Problem as `start`. */
export async function begin(mood: Mood | null, code = signUpCode()): Promise<void> {
	wanted = mood;
	// the next screens load while the account is made
	fetchEarly(homePart, checkInPart);
	await start(false, { signUp: code });
	if (mood !== null) await (await checkInPart()).checkInAndSay(mood);
}

/** Does what the first tap wanted, with the sign-up code that was entered now. Throws Problem as `start`. */
export async function beginWithCode(code: string): Promise<void> {
	await begin(wanted, code);
}
