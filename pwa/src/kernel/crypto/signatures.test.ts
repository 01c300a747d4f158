import { expect, test } from "vitest";
import { fromBase64url } from "./bytes";
import { importSigning } from "./p256";
import { vectors } from "./sealing-vectors";
import { salted, signTerms, verifyTerms } from "./signatures";

test.each(vectors.signatures)("checks and makes a signature of $name", async ({ name, person, terms, said }) => {
	await verifyTerms(person, terms, said);
	const signingKey = await importSigning(fromBase64url(vectors.phones[name].signing_private));
	const own = await signTerms(signingKey, person.person_id, terms);
	expect(own).toEqual({ ...said, signature: expect.any(String) });
	await verifyTerms(person, terms, own);
});

test.each(vectors.signatures_refused)("refuses a signature: $name", async ({ person, terms, said }) => {
	await expect(verifyTerms(person, terms, said)).rejects.toMatchObject({ code: "refused" });
});

test.each(vectors.unsignable)("does not sign: $name", async ({ terms }) => {
	const signingKey = await importSigning(fromBase64url(vectors.phones.ana.signing_private));
	await expect(signTerms(signingKey, "ana", terms)).rejects.toMatchObject({ code: "refused" });
});

test("each edit has a secret of its own, which no old words bring along", () => {
	const first = salted({ title: "Dishes" });
	expect(first).toEqual({ title: "Dishes", salt: expect.stringMatching(/^[\w-]{22}$/) });
	expect(salted(first).salt).not.toBe(first.salt);
});
