/** Keeps the sign-up code while this phone gets an account. */

import { codeInFragment } from "../kernel/identity/pairing";

let carried: string | null = null;

/** The code from the address of /join; null without one. */
export function signUpCode(): string | null {
	return carried;
}

/** Moves the code out of the address of /join, and remembers it while the app is open. */
export function carrySignUpCode(): void {
	carried = codeInFragment() ?? carried;
}

/** Forgets a code that the server does not know, so that the person is asked for another one. */
export function dropSignUpCode(): void {
	carried = null;
}
