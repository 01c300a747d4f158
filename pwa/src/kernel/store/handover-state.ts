/** An open handover as this phone stores it, so that it survives closing the app. */

import type { Offer, Purpose, Taking } from "../crypto/handover";
import type { Invitation } from "../crypto/invitation";
import type { DeviceWrap, SpaceWrap } from "../crypto/keys";
import type { KeyRow } from "./local";

export type HandoverStep =
	/** The code waits to be used. */
	| "offered"
	/** This phone has used a code, and waits for the one that shows it. */
	| "answered"
	/** Both phones show the four words: compare them, then confirm. */
	| "taken"
	/** This side has confirmed, but not yet the other. */
	| "confirmed"
	| "done"
	/** Cancelled, used up or expired. */
	| "gone"
	/** The person said on this phone that the words differ: nothing was shared. */
	| "differed"
	/** Cancelled on the other phone after both showed the words: nothing was shared. */
	| "ended"
	/** A man in the middle changed something: nothing was shared. */
	| "tampered";

/**
 * What the offering phone confirms with: a couple's first root, or a person's roots for their new phone. The taker
 * sends none of it.
 */
export interface Confirmation {
	readonly couple_id?: string;
	readonly epoch?: { readonly id: string; readonly wraps: readonly DeviceWrap[] };
	readonly device_signature?: string;
	readonly wraps?: readonly SpaceWrap[];
}

/** The new phone's own keys, before it belongs to an account. */
export interface Becoming {
	readonly device_id: string;
	readonly device_key: string;
	readonly private_key: CryptoKey;
}

export interface HandoverRow {
	readonly purpose: Purpose;
	readonly role: "offerer" | "taker";
	readonly step: HandoverStep;
	/** The one-time secret, base64url; empty once the handover is done. */
	readonly secret: string;
	readonly offer: Offer;
	/** On the phone that offers to another person: the invitation as it was sent. */
	readonly invitation?: Invitation | null;
	/** The other phone's answer; fixed before anything is said about it, and never changed. */
	readonly taking: Taking | null;
	/** On the offering phone: the nonce that it committed to, to reveal only to the phone of that taking. */
	readonly nonce?: string;
	/** The four words, once everything they are made from is fixed and verified. */
	readonly phrase: readonly string[] | null;
	readonly expires_at: number;
	/** Whether the server has received this phone's taking or reveal; until then it is sent again unchanged. */
	readonly sent: boolean;
	/** The person confirmed on this phone that the words match. */
	readonly agreed?: true;
	/** A pairing's confirmation as the offering phone sent it, and its root; kept since a retry must be the same. */
	readonly confirmation?: { readonly body: Confirmation; readonly root: KeyRow };
	/** On a phone that receives its person's keys. */
	readonly becoming?: Becoming;
}
