/** The open handover, as screens see it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { HandoverStep } from "../store/handover-state";

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

export function showHandover(view: HandoverView | null): void {
	open.value = view;
}
