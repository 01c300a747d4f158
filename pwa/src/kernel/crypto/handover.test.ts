import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./bytes";
import {
	checkOffer,
	checkTaking,
	type HandoverKeys,
	handoverKeys,
	type Offer,
	signOffer,
	signTaking,
	type Taking,
} from "./handover";
import { formatCode, handoverLink, newSecret, parseCode } from "./handover-code";
import { checkReveal, commitmentTo, type Reveal, safetyPhrase, signReveal } from "./handover-reveal";
import { openInvitation, sealInvitation } from "./invitation";
import { RefusedError } from "./sealing-errors";
import { vectors } from "./sealing-vectors";
import { signUpProof } from "./sign-up";

describe("shared vectors", () => {
	test.each(vectors.secrets)("$code comes from its secret", async ({ secret, code, id, sign_up }) => {
		expect(formatCode(fromBase64url(secret))).toBe(code);
		const keys = await handoverKeys(fromBase64url(secret), "pair");
		expect(keys.id).toBe(id);
		expect(keys.macKey.extractable).toBe(false);
		expect(await signUpProof(fromBase64url(secret))).toBe(sign_up);
	});

	test.each(vectors.typed)("forgives $typed", ({ typed, secret }) => {
		expect(toBase64url(parseCode(typed))).toBe(secret);
	});

	test.each(vectors.unreadable)("says that $typed has the wrong $reason", ({ typed, reason }) => {
		expect(() => parseCode(typed)).toThrow(expect.objectContaining({ code: "unreadable_code", reason }));
	});

	test.each(vectors.handovers)(
		"both phones agree: $purpose",
		async ({ secret, purpose, id, offer, taking, reveal, phrase }) => {
			const keys = await handoverKeys(fromBase64url(secret), purpose);
			expect(keys.id).toBe(id);
			expect(await commitmentTo(keys, offer, reveal.nonce)).toBe(offer.commitment);
			expect(await signOffer(keys, offer, offer.commitment)).toEqual(offer);
			expect(await signTaking(keys, taking, taking.nonce, offer)).toEqual(taking);
			expect(await signReveal(keys, reveal.nonce, taking)).toEqual(reveal);
			await checkOffer(keys, offer);
			await checkTaking(keys, taking, offer);
			await checkReveal(keys, reveal, offer, taking);
			expect((await safetyPhrase(keys, offer, taking, reveal.nonce)).join(" ")).toBe(phrase);
		},
	);

	test.each(vectors.handovers_refused)("refuses: $name", async ({ secret, purpose, offer, taking, reveal }) => {
		const keys = await handoverKeys(fromBase64url(secret), purpose);
		await expect(check(keys, offer, taking, reveal)).rejects.toBeInstanceOf(RefusedError);
	});

	test.each(vectors.invitations)("$name invites", async ({ secret, purpose, offer, name, invitation }) => {
		const bytes = fromBase64url(secret);
		const keys = await handoverKeys(bytes, purpose);
		expect(await sealInvitation(bytes, keys, offer, name, fromBase64url(invitation.iv))).toEqual(invitation);
		expect(await openInvitation(bytes, keys, offer, invitation)).toBe(name);
	});

	test.each(vectors.invitations_refused)("refuses: $case", async ({ secret, purpose, offer, invitation, error }) => {
		const bytes = fromBase64url(secret);
		const keys = await handoverKeys(bytes, purpose);
		await expect(openInvitation(bytes, keys, offer, invitation)).rejects.toMatchObject({ code: error });
	});
});

test("a new phone's missing person counts as none", async () => {
	const [, device] = vectors.handovers;
	if (!device) throw new Error("the vectors have a second phone");
	const keys = await handoverKeys(fromBase64url(device.secret), "device");
	await checkTaking(
		keys,
		{ ...device.taking, person_id: null, signing_key: null, device_signature: null },
		device.offer,
	);
});

test("the code and the link bring every secret back", () => {
	for (let times = 0; times < 200; times++) {
		const secret = newSecret();
		expect(formatCode(secret)).toMatch(/^([0-9A-HJKMNP-TV-Z]{3}-){6}[0-9A-HJKMNP-TV-Z]{3}$/);
		expect(parseCode(formatCode(secret))).toEqual(secret);
		expect(parseCode(handoverLink("https://twofold.example", "device", secret))).toEqual(secret);
	}
});

function check(keys: HandoverKeys, offer: Offer, taking: Taking | null, reveal: Reveal | null): Promise<void> {
	if (!taking) return checkOffer(keys, offer);
	return reveal ? checkReveal(keys, reveal, offer, taking) : checkTaking(keys, taking, offer);
}
