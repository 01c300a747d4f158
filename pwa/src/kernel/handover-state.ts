/** An open handover as this phone keeps it, so that closing the app loses nothing. */

import type { Confirmation } from "./api";
import type { Offer, Purpose, Taking } from "./handover";
import type { Invitation } from "./invitation";
import type { KeyRow } from "./local";
import type { HandoverStep } from "./pairing";

/** The new phone's own keys, before it belongs to anybody. */
export interface Becoming {
	readonly device_id: string;
	readonly device_key: string;
	readonly private_key: CryptoKey;
}

export interface HandoverRow {
	readonly purpose: Purpose;
	readonly role: "offerer" | "taker";
	readonly step: HandoverStep;
	/** The one-time secret, base64url; gone once the handover is done. */
	readonly secret: string;
	readonly offer: Offer;
	/** On the phone that offers to another person: who invites, as it was sent. */
	readonly invitation?: Invitation | null;
	/** Fixed before anything is said about it, and never another. */
	readonly taking: Taking | null;
	/** On the phone that offers: what it committed to, told to the phone of that one taking. */
	readonly nonce?: string;
	/** The four words, once all that they come from is fixed and proven. */
	readonly phrase: readonly string[] | null;
	readonly expires_at: number;
	/** The server has what this phone says by itself, the taking or the reveal; until then the same is sent again. */
	readonly sent: boolean;
	/** The person said here that the words are the same. */
	readonly agreed?: true;
	/** The offerer's confirmation of a pairing as it was sent, and the root it carries: a second sending must be the same. */
	readonly confirmation?: { readonly body: Confirmation; readonly root: KeyRow };
	/** Given on a phone that takes its person's keys. */
	readonly becoming?: Becoming;
}
