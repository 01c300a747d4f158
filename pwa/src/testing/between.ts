/** An attacker in the middle of a handover, who even knows the code. */

import { toBase64url } from "../kernel/crypto/bytes";
import {
	type HandoverKeys,
	handoverKeys,
	type Offer,
	type OfferKeys,
	signOffer,
	signTaking,
	type Taking,
} from "../kernel/crypto/handover";
import { parseCode } from "../kernel/crypto/handover-code";
import { commitmentTo, newNonce, type Reveal, safetyPhrase, signReveal } from "../kernel/crypto/handover-reveal";
import { makeDeviceKeys, signDevice } from "../kernel/crypto/keys";
import type { Json } from "./fake-problem";
import type { FakeServer } from "./fake-server";

type Impostor = (person_id: string, device_id: string) => Promise<OfferKeys>;

/** What it shows to a phone. */
interface Told {
	readonly offer?: Offer;
	readonly taking?: Taking | null;
	readonly reveal?: Reveal | null;
}

/** All its MACs and signatures are valid. One phone is awake at a time, so each can be shown something else. */
export class Host {
	private constructor(
		readonly keys: HandoverKeys,
		/** The real offer, of the phone that shows the code. */
		readonly offer: Offer,
		private readonly impostor: Impostor,
		private readonly server: FakeServer,
	) {}

	/** `code` is open on the server. */
	static async knowing(server: FakeServer, code: string): Promise<Host> {
		const keys = await handoverKeys(parseCode(code), "pair");
		const { offer } = server.people.handovers.get(keys.id) ?? {};
		if (!offer) throw new Error("nobody offers this code");
		// a phone sent it
		return new Host(keys, offer as unknown as Offer, await makeImpostor(), server);
	}

	/** Shows this view to phones from now on. */
	tell(told: Told): void {
		const handover = this.server.people.handovers.get(this.keys.id);
		if (!handover) throw new Error("the handover has ended");
		Object.assign(handover, told);
	}

	/** What a phone has sent, not the attacker. */
	get taking(): Taking {
		return this.server.people.handovers.get(this.keys.id)?.taking as Json & Taking;
	}

	/** The offering person's name, the attacker's keys. */
	async forgedOffer(nonce: string): Promise<Offer> {
		const own = await this.impostor(this.offer.person_id, this.offer.device_id);
		return signOffer(this.keys, own, await commitmentTo(this.keys, own, nonce));
	}

	/** The taking person's name, the attacker's keys, over the real offer. */
	async forgedTaking({ person_id, device_id }: Taking, nonce: string): Promise<Taking> {
		return signTaking(this.keys, await this.impostor(person_id ?? "", device_id), nonce, this.offer);
	}

	phrase(offer: Offer, taking: Taking, nonce: string): Promise<readonly string[]> {
		return safetyPhrase(this.keys, offer, taking, nonce);
	}

	reveal(taking: Taking, nonce: string): Promise<Reveal> {
		return signReveal(this.keys, nonce, taking);
	}
}

/** The first nonce with which a phone would show this first word: the search over 44 bits, made small. */
export async function searched(
	word: string | undefined,
	phraseWith: (nonce: string) => Promise<readonly string[]>,
): Promise<string> {
	for (;;) {
		const nonce = newNonce();
		const [first] = await phraseWith(nonce);
		if (first === word) return nonce;
	}
}

async function makeImpostor(): Promise<Impostor> {
	const signing = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
	const signing_key = toBase64url(new Uint8Array(await crypto.subtle.exportKey("raw", signing.publicKey)));
	const { publicKey: device_key } = await makeDeviceKeys();
	return async (person_id, device_id) => {
		const device = { person_id, device_id, key: device_key };
		const device_signature = await signDevice(signing.privateKey, device);
		return { person_id, device_id, signing_key, device_key, device_signature };
	};
}
