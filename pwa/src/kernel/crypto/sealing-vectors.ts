/** Test vectors shared with Python; `python -m tests.vectors.make_sealing` writes them. */

import text from "../../../../tests/vectors/sealing.json?raw";
import type { Canonical, Json } from "./bytes";
import type { Sealed } from "./gcm";
import type { Offer, Purpose, Taking } from "./handover";
import type { Reveal } from "./handover-reveal";
import type { Invitation } from "./invitation";
import type { PublicDevice, PublicPerson, Wrap } from "./keys";
import type { PublicRecovery, RecoveryWrap } from "./recovery-keys";
import type { Envelope, Field, Header, Words } from "./seal";
import type { Signature, Terms } from "./signatures";

interface PlainHeader {
	readonly space_id: string;
	readonly kind: string;
	readonly record_id: string;
	readonly sealed_by: string;
	readonly edit: number;
	readonly signals: { readonly [name: string]: Json };
}

export interface SealedCase {
	readonly name: string;
	readonly root: string;
	readonly practice: string;
	readonly field: Field;
	readonly header: PlainHeader;
	readonly envelope: Envelope;
}

export interface PhoneCase extends PublicDevice, PublicPerson {
	readonly signing_private: string;
	readonly device_private: string;
}

interface WrapCase {
	readonly slot: { readonly space_id: string; readonly epoch_id: string };
	readonly wrap: Wrap;
}

interface RecoveryWrapCase {
	readonly slot: { readonly space_id: string; readonly epoch_id: string };
	readonly wrap: RecoveryWrap;
}

interface SignatureCase {
	readonly person: PublicPerson;
	readonly terms: Terms;
	readonly said: Signature;
}

interface HandoverCase {
	readonly secret: string;
	readonly purpose: Purpose;
	readonly offer: Offer;
}

export interface PhraseCase {
	readonly extra: string;
	readonly phrase: string;
	readonly lookup: string;
	readonly proof: string;
	readonly proof_hash: string;
	readonly seal_proof: string;
}

interface Vectors {
	readonly canonical: readonly { readonly value: Json; readonly spelling: string }[];
	readonly not_canonical: readonly (readonly Canonical[])[];
	readonly not_base64url: readonly string[];
	readonly padded: readonly { readonly text: string; readonly bytes: number }[];
	readonly practice_keys: readonly { readonly root: string; readonly practice: string; readonly proof: string }[];
	readonly opened: readonly (SealedCase & { readonly aad: string; readonly words: Words })[];
	readonly refused: readonly (SealedCase & { readonly error: string })[];
	readonly phones: { readonly ana: PhoneCase; readonly ana_second: PhoneCase; readonly ben: PhoneCase };
	readonly devices_refused: readonly { readonly name: string; person: PublicPerson; device: PublicDevice }[];
	readonly wraps: readonly (WrapCase & { by: "ana" | "ben"; to: "ana_second" | "ben"; proof: string })[];
	readonly wraps_refused: readonly (WrapCase & {
		readonly name: string;
		readonly error: string;
		readonly sender: { readonly person: PublicPerson; readonly device: PublicDevice };
	})[];
	readonly signing_key: { readonly root: string; readonly person: PublicPerson; readonly sealed: Envelope };
	readonly secrets: readonly {
		readonly secret: string;
		readonly code: string;
		readonly id: string;
		readonly sign_up: string;
	}[];
	readonly typed: readonly { readonly typed: string; readonly secret: string }[];
	readonly unreadable: readonly { readonly typed: string; readonly reason: string }[];
	readonly handovers: readonly (HandoverCase & {
		readonly id: string;
		taking: Taking;
		reveal: Reveal;
		phrase: string;
	})[];
	readonly invitations: readonly (HandoverCase & { readonly name: string | null; readonly invitation: Invitation })[];
	readonly invitations_refused: readonly (HandoverCase & {
		readonly case: string;
		readonly error: string;
		readonly invitation: Invitation;
	})[];
	readonly phrases: readonly (PhraseCase & { readonly typed: string })[];
	readonly phrases_of_version_1: readonly PhraseCase[];
	readonly ways_to_open: readonly {
		readonly phrase: string;
		readonly extra: string;
		readonly tried: readonly (readonly [number, string])[];
		readonly refused: boolean;
	}[];
	readonly phrases_refused: readonly { readonly typed: string; readonly reason: string; readonly word?: string }[];
	readonly extras_refused: readonly string[];
	readonly recovery: {
		readonly phrase: string;
		readonly person: PublicPerson;
		readonly public: PublicRecovery;
		readonly lookup: string;
		readonly sealed: Sealed;
	};
	readonly recovery_wrap: RecoveryWrapCase & { readonly proof: string };
	readonly recovery_wraps_refused: readonly (RecoveryWrapCase & { readonly name: string; readonly error: string })[];
	readonly signatures: readonly (SignatureCase & { readonly name: "ana" | "ben" })[];
	readonly signatures_refused: readonly (SignatureCase & { readonly name: string })[];
	readonly unsignable: readonly { readonly name: string; readonly terms: Terms }[];
	readonly handovers_refused: readonly (HandoverCase & {
		readonly name: string;
		taking: Taking | null;
		reveal: Reveal | null;
	})[];
}

export const vectors: Vectors = JSON.parse(text);

export function headerFrom(header: PlainHeader): Header {
	const { space_id: spaceId, kind, record_id: recordId, sealed_by: sealedBy, edit, signals } = header;
	return { spaceId, kind, recordId, sealedBy, edit, signals };
}

/** The tag of an empty plaintext under an all-zero IV: identifies a key without exporting it. */
export async function proofOf(key: CryptoKey): Promise<Uint8Array> {
	return new Uint8Array(
		await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, new Uint8Array(0)),
	);
}
