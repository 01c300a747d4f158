/** A code that came with the address of /pair or /move, carried from the door into the house. */

import { codeInFragment } from "../kernel/pairing";

let carried: string | null = null;
let agreed: string | null = null;

/** Takes the code out of the address, once, and remembers it while the app is open. */
export function carriedCode(): string | null {
	carried = codeInFragment() ?? carried;
	return carried;
}

/** Typed or scanned at the door. */
export function carryCode(code: string): void {
	carried = code;
}

/** The person said yes to this code at the door, and is not asked again inside. */
export function agreeToCode(code: string): void {
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
