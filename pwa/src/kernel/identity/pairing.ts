/** Handovers: pairing two people, and adding a phone to a person's account. Each step is loaded when needed. */

import { part } from "../browser/parts";
import type { Found } from "./handover-shown";

const flow = part(() => import("./handover-flow"));

/**
 * Makes a code for the partner; anybody who has the code can read the name. Needs the network; throws Problem
 * (already_paired).
 */
export async function offerPairing(name: string | null): Promise<void> {
	await (await flow()).offer("pair", name);
}

/** Makes a code to add another phone of this person. Needs the network; throws Problem. */
export async function offerDevice(): Promise<void> {
	await (await flow()).offer("device");
}

/**
 * Answers the partner's code or link. Needs the network; throws Problem (bad_code, no_such_code, taken, own_code,
 * already_paired, tampered).
 */
export async function takePairing(codeOrLink: string): Promise<void> {
	await (await flow()).take("pair", codeOrLink);
}

/**
 * Asks another phone of the same person to add this one. Needs the network; throws Problem as `takePairing`, and
 * `words_here` if words of another account would be lost and the person has not `agreed`.
 */
export async function takeDevice(codeOrLink: string, agreed = false): Promise<void> {
	await (await flow()).take("device", codeOrLink, agreed);
}

/** Confirms that the words match on both phones. Needs the network; throws Problem. */
export async function confirmHandover(): Promise<void> {
	await (await flow()).confirm();
}

/** Cancels the handover for both phones. Needs the network; throws Problem. */
export async function withdrawHandover(): Promise<void> {
	await (await flow()).withdraw();
}

/** Cancels the handover for both phones, since the words differ. Needs the network; throws Problem. */
export async function refuseHandover(): Promise<void> {
	await (await flow()).differ();
}

/**
 * Reads what a code or link leads to. Makes nothing and notifies nobody. Needs the network; throws Problem (bad_code,
 * no_such_code, tampered).
 */
export async function lookUp(codeOrLink: string): Promise<Found> {
	return (await flow()).lookUp(codeOrLink);
}

/** Closes a finished handover. */
export async function closeHandover(): Promise<void> {
	await (await flow()).close();
}

/**
 * The URL's fragment, with the code of /pair#CODE or /move#CODE, if any. Removes it from the URL and the history at
 * once.
 */
export function codeInFragment(): string | null {
	// with the "#", so that it is parsed as a link: what follows the code is ignored
	const code = location.hash;
	if (code) history.replaceState(history.state, "", location.pathname + location.search);
	return code || null;
}
