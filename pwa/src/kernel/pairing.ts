/** Handovers as screens see them: pairing two people, and giving a person's own second phone its keys. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { part } from "./parts";

const flow = part(() => import("./handover-flow"));

export type HandoverStep =
	/** Open: the code waits to be used. */
	| "offered"
	/** This phone has used a code and waits for the one that shows it. */
	| "answered"
	/** Both phones have met: compare the phrase, then confirm. */
	| "taken"
	/** This side has confirmed, the other has not. */
	| "confirmed"
	| "done"
	/** Withdrawn, used up or too old. */
	| "gone"
	/** The person said here that the words differ: nothing was shared. */
	| "differed"
	/** Ended on the other phone after both had met: nothing was shared. */
	| "ended"
	/** Somebody stood in between: nothing was shared. */
	| "tampered";

export interface HandoverView {
	readonly purpose: "pair" | "device" | "seat";
	readonly role: "offerer" | "taker";
	readonly step: HandoverStep;
	/** In groups, to be read aloud or typed. */
	readonly code: string;
	/** The same code as a link. */
	readonly link: string;
	/** Whom the invitation names, on the phone that shows the code; null where it names nobody. */
	readonly from: string | null;
	/** Epoch milliseconds, server time. */
	readonly expires_at: number;
	/** Four words, the same on both phones; null until each has what the other puts into them. */
	readonly phrase: readonly string[] | null;
}

/** Where a code leads, before anything is made of it. */
export interface Found {
	/** From a partner, or from one's own phone. */
	readonly purpose: "pair" | "device";
	/** What whoever made the code says they are called, fit to be shown: nothing proves it. Null where there is no name. */
	readonly from: string | null;
}

const open = signal<HandoverView | null>(null);

/** The one open handover of this phone, kept over reloads. */
export const handover: ReadonlySignal<HandoverView | null> = open;

/** Makes a code for the partner; whoever has it reads the name. Needs the network; throws Problem (already_paired). */
export async function offerPairing(name: string | null): Promise<void> {
	await (await flow()).offer("pair", name);
}

/** Makes a code for a further phone of the same person. Needs the network; throws Problem. */
export async function offerDevice(): Promise<void> {
	await (await flow()).offer("device");
}

/** Answers the partner's code or link. Needs the network; throws Problem (bad_code, no_such_code, taken, own_code, already_paired, tampered). */
export async function takePairing(codeOrLink: string): Promise<void> {
	await (await flow()).take("pair", codeOrLink);
}

/** Asks one's own first phone for its keys. Needs the network; throws Problem as `takePairing`. */
export async function takeDevice(codeOrLink: string): Promise<void> {
	await (await flow()).take("device", codeOrLink);
}

/** The phrase is the same on both phones. Needs the network; throws Problem. */
export async function confirmHandover(): Promise<void> {
	await (await flow()).confirm();
}

/** Ends it for both: takes a code back, or says no after the phones have met. Needs the network; throws Problem. */
export async function withdrawHandover(): Promise<void> {
	await (await flow()).withdraw();
}

/** The phrase is another one on the other phone: ends it for both. Needs the network; throws Problem. */
export async function refuseHandover(): Promise<void> {
	await (await flow()).differ();
}

/** What a code or link leads to. Nothing is made and nobody is told. Needs the network; throws Problem (bad_code, no_such_code, tampered). */
export async function lookUp(codeOrLink: string): Promise<Found> {
	return (await flow()).lookUp(codeOrLink);
}

/** Puts a finished handover away. */
export async function closeHandover(): Promise<void> {
	await (await flow()).close();
}

/** The address's fragment, with the code of /pair#CODE or /move#CODE; it is taken out of the address and the history at once. */
export function codeInFragment(): string | null {
	// with its mark, so that it is read as a link: what follows the code does not count
	const code = location.hash;
	if (code) history.replaceState(history.state, "", location.pathname + location.search);
	return code || null;
}

export function showHandover(view: HandoverView | null): void {
	open.value = view;
}
