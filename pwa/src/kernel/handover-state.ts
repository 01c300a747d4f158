/** An open handover as this phone keeps it, so that closing the app loses nothing. */

import type { Confirmation } from "./api";
import type { Offer, Purpose, Taking } from "./handover";
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
	readonly taking: Taking | null;
	readonly expires_at: number;
	/** The server has answered the taking; until then the same is sent again. */
	readonly sent: boolean;
	/** The offerer's confirmation of a pairing as it was sent, and the root it carries: a second sending must be the same. */
	readonly confirmation?: { readonly body: Confirmation; readonly root: KeyRow };
	/** Given on a phone that takes its person's keys. */
	readonly becoming?: Becoming;
}
