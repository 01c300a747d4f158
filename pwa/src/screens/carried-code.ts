/** A code that came with the address of /pair or /move, carried from the door into the house. */

import { codeInFragment, type Found } from "../kernel/pairing";

interface Known {
	readonly code: string;
	readonly found: Found;
}

let carried: string | null = null;
let known: Known | null = null;
let agreed: string | null = null;

/** Takes the code out of the address, once, and remembers it while the app is open. */
export function carriedCode(): string | null {
	carried = codeInFragment() ?? carried;
	return carried;
}

/** Typed or scanned at the door, and looked up there. */
export function carryCode(code: string, found: Found): void {
	carried = code;
	known = { code, found };
}

/** What this very code leads to, where that was looked up. */
export function lookedUp(code: string): Found | null {
	return known?.code === code ? known.found : null;
}

/** The person has read where this code leads and said yes at the door, and is not asked again inside. */
export function agreeToCode(code: string, found: Found): void {
	known = { code, found };
	agreed = code;
}

/** Whether this very code was agreed to; true only once. */
export function wasAgreed(code: string): boolean {
	const before = agreed;
	agreed = null;
	return before === code;
}

export function dropCode(): void {
	carried = null;
}
