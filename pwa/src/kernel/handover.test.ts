import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./bytes";
import {
	checkOffer,
	checkTaking,
	formatCode,
	handoverKeys,
	handoverLink,
	newSecret,
	parseCode,
	safetyPhrase,
	signOffer,
	signTaking,
} from "./handover";
import { RefusedError } from "./sealing-errors";
import { vectors } from "./sealing-vectors";

describe("shared vectors", () => {
	test.each(vectors.secrets)("$code comes from its secret", async ({ secret, code, id }) => {
		expect(formatCode(fromBase64url(secret))).toBe(code);
		const keys = await handoverKeys(fromBase64url(secret), "pair");
		expect(keys.id).toBe(id);
		expect(keys.macKey.extractable).toBe(false);
	});

	test.each(vectors.typed)("forgives $typed", ({ typed, secret }) => {
		expect(toBase64url(parseCode(typed))).toBe(secret);
	});

	test.each(vectors.unreadable)("says that $typed has the wrong $reason", ({ typed, reason }) => {
		expect(() => parseCode(typed)).toThrow(expect.objectContaining({ code: "unreadable_code", reason }));
	});

	test.each(vectors.handovers)(
		"both phones agree: $purpose",
		async ({ secret, purpose, id, offer, taking, phrase }) => {
			const keys = await handoverKeys(fromBase64url(secret), purpose);
			expect(keys.id).toBe(id);
			expect(await signOffer(keys, offer)).toEqual(offer);
			expect(await signTaking(keys, taking, offer)).toEqual(taking);
			await checkOffer(keys, offer);
			await checkTaking(keys, taking, offer);
			expect((await safetyPhrase(offer, taking)).join(" ")).toBe(phrase);
		},
	);

	test.each(vectors.handovers_refused)("refuses: $name", async ({ secret, purpose, offer, taking }) => {
		const keys = await handoverKeys(fromBase64url(secret), purpose);
		const checking = taking ? checkTaking(keys, taking, offer) : checkOffer(keys, offer);
		await expect(checking).rejects.toBeInstanceOf(RefusedError);
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
