/** Who this phone belongs to, as screens see it. What it takes to change that (keys, network) is loaded when it is needed. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { forgetLeft } from "./left";
import { readMeta } from "./local";
import type { Couple, Identity } from "./meta";
import { forgetNewKey } from "./new-keys";
import { forgetNewPhones } from "./new-phones";
import { part } from "./parts";
import { Problem } from "./problem";
import { forgetSeat } from "./seat";
import { forgetWayBack } from "./way-back";

const identityPart = part(() => import("./identity"));
const leavingPart = part(() => import("./leaving"));
const signOutPart = part(() => import("./sign-out"));
const phonesPart = part(() => import("./phones"));

export type Session =
	/** IndexedDB has not answered yet. */
	| { readonly state: "opening" }
	/** Nobody has started here. */
	| { readonly state: "none" }
	/** A second phone that its person's first phone has not confirmed yet. */
	| { readonly state: "waiting" }
	/** Signed in, but this browser lost its keys: the person's other phone can give them back. */
	| { readonly state: "keys_gone" }
	/** The server no longer knows this phone. Words written here are kept. */
	| { readonly state: "signed_out" }
	| Ready;

export interface Ready {
	readonly state: "ready";
	readonly person_id: string;
	readonly device_id: string;
	readonly couple: { readonly id: string; readonly partner_id: string } | null;
	/** The couple ended since the app was last open; true until the person has read so. */
	readonly no_longer_connected: boolean;
	/** This person has left, and the server is told as soon as there is a connection. */
	readonly leaving: boolean;
	/** A seat has passed, to this person or beside them; true until they have read so. */
	readonly shares_again: boolean;
	/** When this person's seat passed to somebody new, in server time; null once the person has read so. */
	readonly seat_lost: number | null;
}

/** One of the person's own phones. */
export interface Phone {
	readonly id: string;
	/** The day it was added, "2026-11-23". */
	readonly added_day: string;
	/** It is this one. */
	readonly current: boolean;
	/** It came by the 12 words, or one that did let it in. */
	readonly recovered: boolean;
}

const state = signal<Session>({ state: "opening" });
const list = signal<readonly Phone[] | null>(null);

export const session: ReadonlySignal<Session> = state;

/** The person's phones, once `loadPhones` has asked for them. */
export const phones: ReadonlySignal<readonly Phone[] | null> = list;

/** Signed in and not paired. */
export const alone = computed(() => state.value.state === "ready" && state.value.couple === null);

/** This person has left, and the server is told as soon as there is a connection. */
export const leaving = computed(() => state.value.state === "ready" && state.value.leaving);

/** The session when it is ready; throws Problem `sign_in` in any other state, since nobody can write then. */
export function ready(): Ready {
	// what runs behind the screens may be in the middle of something when somebody signs out
	if (state.value.state !== "ready") throw new Problem("sign_in", 0, "Nobody is signed in on this phone.");
	return state.value;
}

/** Who of the two it is; null for nobody, and for whoever had a seat in the couple before. */
export function whoIs(author_id: string | null): "me" | "partner" | null {
	const { value } = state;
	if (value.state !== "ready" || author_id === null) return null;
	if (author_id === value.person_id) return "me";
	return author_id === value.couple?.partner_id ? "partner" : null;
}

/** The space for this audience: the person's own, or the couple's where there is one. */
export function spaceFor(audience: "me" | "us"): string {
	const { person_id, couple } = ready();
	return audience === "us" && couple ? couple.id : person_id;
}

/** Makes an account: one tap, nothing asked. Needs the network; throws Problem. */
export async function start(): Promise<void> {
	await (await identityPart()).start();
}

/** Ends the couple: on this phone at once, for both as soon as the server is told. Nobody is told by push. */
export async function leave(): Promise<void> {
	await (await leavingPart()).leave();
}

/** Erases the person from the server at once and for good, then wipes this phone. Needs the network; throws Problem. */
export async function eraseMine(): Promise<void> {
	await (await signOutPart()).eraseMine();
}

/** The person has read that they are no longer connected, and why where it was a seat that passed. */
export async function dismissEnded(): Promise<void> {
	await (await identityPart()).dismissEnded();
}

/** The person has read that a seat has passed and they share again. */
export async function dismissAgain(): Promise<void> {
	await (await identityPart()).dismissAgain();
}

/** Signs out and deletes everything on this phone, also without a connection. */
export async function signOut(): Promise<void> {
	await (await signOutPart()).signOut();
}

/** Asks for the person's phones. Needs the network; throws Problem. */
export async function loadPhones(): Promise<void> {
	list.value = await (await phonesPart()).listPhones();
}

/** Signs another phone of the person out for good and starts new keys. Needs the network; throws Problem. */
export async function removePhone(id: string): Promise<void> {
	list.value = await (await phonesPart()).removePhone(id);
}

let parted = "";

/** This person has left that couple, and it could not be stored. */
export function showParted(couple_id: string): void {
	parted = couple_id;
	if (state.value.state === "ready") state.value = { ...state.value, couple: null };
}

/** The server says that the two are connected, whatever could not be stored before. */
export function showTogether(): void {
	parted = "";
}

/** Reads from IndexedDB who this phone belongs to; `override` says what the server knows better. */
export async function readSession(override?: "waiting" | "keys_gone"): Promise<void> {
	const [identity, couple, ended, leaving, again, lost, signedOut] = await Promise.all([
		readMeta("identity"),
		readMeta("couple"),
		readMeta("ended"),
		readMeta("leaving"),
		readMeta("shares_again"),
		readMeta("seat_lost"),
		readMeta("signed_out"),
	]);
	if (override) state.value = { state: override };
	else if (!identity) state.value = { state: (await readMeta("handover"))?.becoming ? "waiting" : "none" };
	else if (signedOut) state.value = { state: "signed_out" };
	else
		state.value = {
			...readyAs(identity, couple?.id === parted ? undefined : couple),
			no_longer_connected: ended !== undefined,
			leaving: leaving !== undefined,
			shares_again: couple !== undefined && again !== undefined,
			seat_lost: lost && !lost.read ? lost.at : null,
		};
}

/** After everything was deleted. */
export function showEmpty(): void {
	state.value = { state: "none" };
	list.value = null;
	forgetWayBack();
	forgetNewPhones();
	forgetNewKey();
	forgetSeat();
	forgetLeft();
}

function readyAs({ person_id, device_id }: Identity, couple: Couple | undefined) {
	return {
		state: "ready" as const,
		person_id,
		device_id,
		couple: couple ? { id: couple.id, partner_id: couple.partner_id } : null,
	};
}
