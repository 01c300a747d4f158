/**
 * The server's operations, one function for each. All need the network and throw Problem. What a person writes goes
 * through the outbox instead.
 */

import createClient from "openapi-fetch";
import type { Sealed } from "../crypto/gcm";
import type { Offer, Purpose, Taking } from "../crypto/handover";
import type { Reveal } from "../crypto/handover-reveal";
import type { Invitation } from "../crypto/invitation";
import type { DeviceWrap, SpaceWrap, Wrap } from "../crypto/keys";
import type { PublicRecovery, RecoveryWrap } from "../crypto/recovery-keys";
import type { Envelope } from "../crypto/seal";
import type { Confirmation } from "../store/handover-state";
import type { Fields } from "../store/local";
import type { components, paths } from "./api.gen";
import { problemFrom, problemOf, send, unreadable } from "./http";
import { API_OPTIONS, apiRequest } from "./request";

type Schemas = components["schemas"];

export type SessionView = Schemas["Session"];
export type InstanceView = Schemas["Instance"];
export type HandoverAnswer = Schemas["Handover"];
export type KeysView = Schemas["Keys"];
export type EpochView = Schemas["KeyEpoch"];
export type OpenedView = Schemas["OpenedRecovery"];
export type Changes = Schemas["Changes"];

export interface Started {
	readonly signing_key: string;
	readonly signing_key_sealed: Envelope;
	readonly device: { readonly id: string; readonly key: string; readonly signature: string };
	readonly epoch: { readonly id: string; readonly wrap: Wrap };
	readonly zone: string;
}

/** What lets a new person in, if the server asks for it: the secret of a sign-up code, or a partner's offer. */
export interface Admission {
	readonly sign_up_code?: string;
	readonly handover_id?: string;
}

/** A space's next root. `answers` is the epoch it replaces, if this phone cannot open that one; else null. */
export interface NewEpoch {
	readonly number: number;
	readonly wraps: readonly DeviceWrap[];
	readonly answers: string | null;
}

export interface SpaceRecoveryWrap {
	readonly space_id: string;
	readonly epoch_id: string;
	readonly wrap: RecoveryWrap;
}

/** What a phone stores on the server for recovery; see recovery.ts. */
export interface LeftRecovery extends PublicRecovery {
	readonly version: 1 | 2;
	readonly lookup: string;
	readonly proof_hash: string;
	readonly sealed: Sealed;
	readonly wraps: readonly SpaceRecoveryWrap[];
}

export async function putPerson(person_id: string, started: Started & Admission): Promise<void> {
	const { signing_key_sealed, epoch } = started;
	const body = {
		...started,
		signing_key_sealed: v1(signing_key_sealed),
		epoch: { id: epoch.id, wrap: v1(epoch.wrap) },
		session: "cookie" as const,
	};
	await answer(api().PUT("/api/v1/people/{person_id}", { params: { path: { person_id } }, body }));
}

/** Deletes the person from the server, permanently. */
export async function deletePerson(person_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/people/{person_id}", { params: { path: { person_id } } }));
}

/** Who runs this server, and who may create an account there. */
export function getInstance(): Promise<InstanceView> {
	return answer(api().GET("/api/v1/instance"));
}

export function getSession(): Promise<SessionView> {
	return answer(api().GET("/api/v1/session"));
}

export async function deleteSession(): Promise<void> {
	await answer(api().DELETE("/api/v1/session"));
}

export async function getDevices(): Promise<readonly Schemas["ListedDevice"][]> {
	return (await answer(api().GET("/api/v1/devices"))).devices;
}

export async function deleteDevice(device_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/devices/{device_id}", { params: { path: { device_id } } }));
}

export interface Offering {
	readonly purpose: Purpose;
	readonly offer: Offer;
	readonly invitation: Invitation | null;
}

export function putHandover(handover_id: string, body: Offering): Promise<HandoverAnswer> {
	return answer(api().PUT("/api/v1/handovers/{handover_id}", { params: { path: { handover_id } }, body }));
}

export function getHandover(handover_id: string): Promise<HandoverAnswer> {
	return answer(api().GET("/api/v1/handovers/{handover_id}", { params: { path: { handover_id } } }));
}

export async function deleteHandover(handover_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/handovers/{handover_id}", { params: { path: { handover_id } } }));
}

export function putTaking(
	handover_id: string,
	{ person_id = null, signing_key = null, device_signature = null, ...rest }: Taking,
): Promise<HandoverAnswer> {
	const body = { taking: { person_id, signing_key, device_signature, ...rest }, session: "cookie" as const };
	return answer(api().PUT("/api/v1/handovers/{handover_id}/taking", { params: { path: { handover_id } }, body }));
}

export function putReveal(handover_id: string, reveal: Reveal): Promise<HandoverAnswer> {
	return answer(
		api().PUT("/api/v1/handovers/{handover_id}/reveal", { params: { path: { handover_id } }, body: { reveal } }),
	);
}

export function putConfirmation(handover_id: string, { epoch, wraps, ...rest }: Confirmation): Promise<HandoverAnswer> {
	const body = {
		...rest,
		...(epoch && { epoch: { id: epoch.id, wraps: v1s(epoch.wraps) } }),
		...(wraps && { wraps: v1s(wraps) }),
	};
	return answer(api().PUT("/api/v1/handovers/{handover_id}/confirmation", { params: { path: { handover_id } }, body }));
}

export async function putLeaving(couple_id: string): Promise<void> {
	await answer(api().PUT("/api/v1/couples/{couple_id}/leaving", { params: { path: { couple_id } }, body: {} }));
}

export async function putStay(couple_id: string): Promise<void> {
	const params = { path: { couple_id } };
	await answer(api().PUT("/api/v1/couples/{couple_id}/leaving/withdrawal", { params, body: {} }));
}

export async function putRecovery(person_id: string, left: LeftRecovery): Promise<void> {
	const body = { ...left, wraps: v1s(left.wraps) };
	await answer(api().PUT("/api/v1/people/{person_id}/recovery", { params: { path: { person_id } }, body }));
}

export async function putRecoveryWrap(
	{ space_id, epoch_id, wrap }: SpaceRecoveryWrap,
	recovery_id: string,
): Promise<void> {
	await answer(
		api().PUT("/api/v1/spaces/{space_id}/epochs/{epoch_id}/recovery-wrap", {
			params: { path: { space_id, epoch_id } },
			body: { recovery_id, wrap: v1(wrap) },
		}),
	);
}

/** Proves that the caller knows the recovery words. */
export interface Proof {
	readonly version: 1 | 2;
	readonly lookup: string;
	readonly proof: string;
}

/** Opens a recovery. Page 0 has the newest roots, including all that are in force. */
export function putOpening({ version, lookup, proof }: Proof, page = 0): Promise<OpenedView> {
	const body = { version, proof, page };
	return answer(api().PUT("/api/v1/recoveries/{lookup}/opening", { params: { path: { lookup } }, body }));
}

export async function putRecovered(
	{ version, lookup, proof }: Proof,
	device_id: string,
	{ key, signature, wraps }: { readonly key: string; readonly signature: string; readonly wraps: readonly SpaceWrap[] },
): Promise<void> {
	const body = { version, proof, key, signature, wraps: v1s(wraps), session: "cookie" as const };
	await answer(
		api().PUT("/api/v1/recoveries/{lookup}/devices/{device_id}", { params: { path: { lookup, device_id } }, body }),
	);
}

export async function putSeatTaking(couple_id: string): Promise<void> {
	await answer(api().PUT("/api/v1/couples/{couple_id}/seat/taking", { params: { path: { couple_id } }, body: {} }));
}

export async function deleteSeat(couple_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/couples/{couple_id}/seat", { params: { path: { couple_id } } }));
}

/** Reads the phones and roots. Page 0 has the newest roots, including all that are in force. */
export function getKeys(page = 0): Promise<KeysView> {
	return answer(api().GET("/api/v1/keys", { params: { query: { page } } }));
}

export async function putEpoch(space_id: string, epoch_id: string, { wraps, ...rest }: NewEpoch): Promise<void> {
	const body = { ...rest, wraps: v1s(wraps) };
	await answer(
		api().PUT("/api/v1/spaces/{space_id}/epochs/{epoch_id}", { params: { path: { space_id, epoch_id } }, body }),
	);
}

export async function putWrap({ space_id, epoch_id, wrap }: SpaceWrap, device_id: string): Promise<void> {
	const path = { space_id, epoch_id, device_id };
	await answer(
		api().PUT("/api/v1/spaces/{space_id}/epochs/{epoch_id}/wraps/{device_id}", {
			params: { path },
			body: { wrap: v1(wrap) },
		}),
	);
}

/** Reads changes after the cursor, or from the start without one. */
export function getChanges(after: string | undefined): Promise<Changes> {
	return answer(api().GET("/api/v1/changes", { params: { query: after === undefined ? {} : { after } } }));
}

export function putPushSubscription(
	subscription_id: string,
	body: Schemas["PushSubscription"],
): Promise<Schemas["SavedPushSubscription"]> {
	return answer(
		api().PUT("/api/v1/push-subscriptions/{subscription_id}", { params: { path: { subscription_id } }, body }),
	);
}

export async function deletePushSubscription(subscription_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/push-subscriptions/{subscription_id}", { params: { path: { subscription_id } } }));
}

export async function getCalendarLinks(): Promise<readonly Schemas["CalendarLink"][]> {
	return (await answer(api().GET("/api/v1/calendar-links"))).links;
}

export function putCalendarLink(link_id: string): Promise<Schemas["CalendarLink"]> {
	return answer(api().PUT("/api/v1/calendar-links/{link_id}", { params: { path: { link_id } }, body: {} }));
}

export async function deleteCalendarLink(link_id: string): Promise<void> {
	await answer(api().DELETE("/api/v1/calendar-links/{link_id}", { params: { path: { link_id } } }));
}

/** Reads a record at its kind's path. */
export function getRecord(path: string): Promise<Fields> {
	return byPath("GET", path, null);
}

/** Writes a record at its kind's path; sends `body` unchanged. */
export async function putRecord(path: string, body: string): Promise<void> {
	await byPath("PUT", path, body);
}

function api() {
	return createClient<paths>({ ...API_OPTIONS, baseUrl: location.origin, fetch: send });
}

async function answer<Data>(asked: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
	const { data, error, response } = await asked.catch(unreadable);
	if (!response.ok) throw problemFrom(response, error);
	// without content `data` is undefined, and callers of such operations ignore it
	return data as Data;
}

async function byPath(method: string, path: string, body: string | null): Promise<Fields> {
	const response = await send(apiRequest(method, path, body));
	if (!response.ok) throw await problemOf(response);
	return response.json().catch(unreadable);
}

/** Narrows `v` to 1: the app seals in no other version, and the API accepts no other. */
function v1<Sealed extends { readonly v: number }>(sealed: Sealed) {
	return { ...sealed, v: 1 as const };
}

function v1s<Entry extends { readonly wrap: { readonly v: number } }>(entries: readonly Entry[]) {
	return entries.map((entry) => ({ ...entry, wrap: v1(entry.wrap) }));
}
