/** Keeps the code from the address of /pair or /move while this phone gets an account. */

import type { Found } from "../kernel/identity/handover-shown";
import { codeInFragment } from "../kernel/identity/pairing";

interface Known {
	readonly code: string;
	readonly found: Found;
}

let carried: string | null = null;
let known: Known | null = null;
let agreed: string | null = null;

/** Moves the code out of the address, once, and remembers it while the app is open. */
export function carriedCode(): string | null {
	carried = codeInFragment() ?? carried;
	return carried;
}

/** Keeps a code that was typed or scanned before there was an account, with what it leads to. */
export function carryCode(code: string, found: Found): void {
	carried = code;
	known = { code, found };
}

/** What this code leads to, if it was looked up. */
export function lookedUp(code: string): Found | null {
	return known?.code === code ? known.found : null;
}

/** Notes that the person has read where this code leads and agreed, so that they are not asked again. */
export function agreeToCode(code: string, found: Found): void {
	known = { code, found };
	agreed = code;
}

/** Whether the person agreed to this code; true only once. */
export function wasAgreed(code: string): boolean {
	const before = agreed;
	agreed = null;
	return before === code;
}

export function dropCode(): void {
	carried = null;
}
