/** Handovers as screens see them: pairing two people, and adding a phone to a person's account. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import type { HandoverStep } from "../store/handover-state";

const flow = part(() => import("./handover-flow"));

export interface HandoverView {
	readonly purpose: "pair" | "device" | "seat";
	readonly role: "offerer" | "taker";
	readonly step: HandoverStep;
	/** In groups, to be read aloud or typed. */
	readonly code: string;
	/** The same code as a link. */
	readonly link: string;
	/** On the phone that shows the code: the name in the invitation; null without one. */
	readonly from: string | null;
	/** Epoch milliseconds, server time. */
	readonly expires_at: number;
	/** Four words, the same on both phones; null until both have exchanged what the words are made from. */
	readonly phrase: readonly string[] | null;
}

/** Where a code leads, before anything is made. */
export interface Found {
	/** Whether it comes from a partner or from a phone of the same person. */
	readonly purpose: "pair" | "device";
	/**
	 * The name that the person who made the code gave themselves, cleaned for display but not proven. Null without one.
	 */
	readonly from: string | null;
}

const open = signal<HandoverView | null>(null);

/** The single open handover of this phone, kept across reloads. */
export const handover: ReadonlySignal<HandoverView | null> = open;

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
 * Asks another phone of the same person to add this one. Needs the network; throws Problem as `takePairing`, and `words_here` if words of
 * another account would be lost and the person has not `agreed`.
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

export function showHandover(view: HandoverView | null): void {
	open.value = view;
}
