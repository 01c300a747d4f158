/**
 * Who this phone belongs to. read-session.ts reads it from IndexedDB, identity/account.ts changes it. The app loads this
 * first: the signals alone.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { Problem } from "../browser/problem";
import type { Phone } from "./meta";

export type Session =
	/** IndexedDB has not answered yet. */
	| { readonly state: "opening" }
	/** Nobody has an account here. */
	| { readonly state: "none" }
	/** A new phone that another phone of its person has not confirmed yet. */
	| { readonly state: "waiting" }
	/** Signed in, but this browser lost its keys: another phone of the person can add it again. */
	| { readonly state: "keys_gone" }
	/** The server no longer knows this phone. Words written here are kept. */
	| { readonly state: "signed_out" }
	/** Another phone has deleted the account. Words written here are kept. */
	| { readonly state: "deleted" }
	| Ready;

export interface Ready {
	readonly state: "ready";
	readonly person_id: string;
	readonly device_id: string;
	readonly couple: { readonly id: string; readonly partner_id: string } | null;
	/** The couple has ended, and the person has not read so yet. */
	readonly no_longer_connected: boolean;
	/** This person has left, and the server has not been told yet. */
	readonly leaving: boolean;
	/** A seat has passed, to this person or to their partner's new account, and they have not read so yet. */
	readonly shares_again: boolean;
	/** When this person's seat passed to a new account, in server time; null once the person has read so. */
	readonly seat_lost: number | null;
}

const state = signal<Session>({ state: "opening" });
const list = signal<readonly Phone[] | null>(null);

export const session: ReadonlySignal<Session> = state;

/** The person's phones; null before they are loaded. */
export const phones: ReadonlySignal<readonly Phone[] | null> = list;

/** Signed in and not connected. */
export const alone = computed(() => state.value.state === "ready" && state.value.couple === null);

/** This person has left, and the server has not been told yet. */
export const leaving = computed(() => state.value.state === "ready" && state.value.leaving);

/** The session when it is ready; throws Problem `sign_in` in any other state, since nothing can be written then. */
export function ready(): Ready {
	// background work may be under way when the person signs out
	if (state.value.state !== "ready") throw new Problem("sign_in", 0, "Nobody is signed in on this phone.");
	return state.value;
}

/** Which of the two it is; null for nobody, and for an earlier account in the couple. */
export function whoIs(author_id: string | null): "me" | "partner" | null {
	const { value } = state;
	if (value.state !== "ready" || author_id === null) return null;
	if (author_id === value.person_id) return "me";
	return author_id === value.couple?.partner_id ? "partner" : null;
}

/** The people of a space now, this phone's person first; nobody if this person is not in it. */
export function peopleOf(space_id: string): readonly string[] {
	const { value } = state;
	if (value.state !== "ready") return [];
	const { person_id, couple } = value;
	if (space_id === person_id) return [person_id];
	return space_id === couple?.id ? [person_id, couple.partner_id] : [];
}

/** The space for this audience: the person's own, or the couple's if there is one. */
export function spaceFor(audience: "me" | "us"): string {
	const { person_id, couple } = ready();
	return audience === "us" && couple ? couple.id : person_id;
}

export function showPhones(listed: readonly Phone[]): void {
	list.value = listed;
}

let parted = "";

/** Shows that this couple has ended, if that could not be stored. */
export function showParted(couple_id: string): void {
	parted = couple_id;
	if (state.value.state === "ready") state.value = { ...state.value, couple: null };
}

/** Undoes `showParted`: the server says that the two are connected. */
export function showTogether(): void {
	parted = "";
}

/** Whether this couple has ended, if that could not be stored. */
export function isParted(couple_id: string): boolean {
	return couple_id === parted;
}

/** Shows what IndexedDB has, or what only the server knows; see read-session.ts. */
export function showSession(next: Session): void {
	state.value = next;
}

/** After the phone was wiped. */
export function showNobody(): void {
	state.value = { state: "none" };
	list.value = null;
}
