import { computed, effect } from "@preact/signals";
import { beforeEach, expect, it, vi } from "vitest";
import { ana, ben } from "../../testing/paired";
import { type AcceptedAccord, acceptedBy } from "../accords/accepted";
import { accordState } from "../accords/accord";
import { fromBase64url, type Json, toBase64url } from "../crypto/bytes";
import { makeSigningKeys, newRoot } from "../crypto/keys";
import type { Words } from "../crypto/seal";
import { type Signature, salted, signTerms, type Terms } from "../crypto/signatures";
import { newId } from "../store/ids";
import type { Fields, RecordRow, Version } from "../store/local";
import { readMeta, writeMeta } from "../store/meta";
import type { Kind } from "../store/practice";
import { showRows, table } from "../store/records";
import { newRow, withoutWords } from "../store/rows";
import { ready, session, showSession } from "../store/session";
import { type SignatureKind, signatureOf, signedBy, signedTerms } from "./signatures";
import { self } from "./trust";

const plain = { practice: "rituals", sent: [], path: (id: string) => `/vows/${id}` };
const VOWS: Kind = { ...plain, name: "vows", signals: ["lapses_at"], words: 1 };
const SIGNATURES: SignatureKind = { ...plain, name: "vow_signatures", signals: [], words: null, signs: VOWS };
const WORDS: Words = salted({ title: "Dishes" });
const DAY = "2040-03-01T11:00:00.000Z";

let vow: AcceptedAccord;
let view: Version;
let keys: { readonly [person_id: string]: CryptoKey };
let me: string;
let partner: string;
let intruder: CryptoKey;

beforeEach(async () => {
	await ben.wake();
	partner = ready().person_id;
	const bens = (await self()).wrapper.signingKey;
	await ana.wake();
	me = ready().person_id;
	keys = { [me]: (await self()).wrapper.signingKey, [partner]: bens };
	intruder = (await makeSigningKeys((await newRoot()).key, partner, "e")).privateKey;
	vow = { id: newId(), space_id: ready().couple?.id ?? "", author_id: partner, pending: false, fields: {} };
	view = version();
	showVow();
});

it("is in force once both have signed the words that this phone has opened", async () => {
	arrive([await signed(me)]);
	await expectOf(me, "signed");
	expect([signatureOf(vow, SIGNATURES, partner), stateNow()]).toEqual([null, "proposed"]);
	arrive([await signed(me), await signed(partner)]);
	await vi.waitFor(() => expect(signedBy(vow, SIGNATURES)).toEqual([me, partner]));
	expect(stateNow()).toBe("accepted");
});

it("does not take the server's word that both have signed", () => {
	arrive([]);
	expect([signatureOf(vow, SIGNATURES, me), signatureOf(vow, SIGNATURES, partner), stateNow()]).toEqual([
		null,
		null,
		"proposed",
	]);
});

const FORGED: { readonly [how: string]: () => Promise<Signature> } = {
	"by a key of the server's": () => signTerms(intruder, partner, terms()),
	"of an old edit for the new one": async () => ({ ...(await signed(partner, { edit: 1 })), edit: 2 }),
	"of another vow": () => signed(partner, { record_id: newId() }),
	"of another couple": () => signed(partner, { space_id: newId() }),
	"of another kind": () => signed(partner, { kind: "rituals" }),
	"of other words": () => signed(partner, { words: { ...WORDS, title: "Flowers" } }),
	"of another day": () => signed(partner, { signals: { lapses_at: "2041-03-01T11:00:00.000Z" } }),
	"of newer words": () => signed(partner, { w: 2 }),
	"of the other person's": async () => ({ ...(await signed(me)), author_id: partner }),
	"by the other person in their name": async () => signTerms(keyOf(me), partner, terms()),
	"with one bit flipped": async () => flipped(await signed(partner)),
};

it.each(Object.entries(FORGED))("shows a signature that does not fit, and is not in force: %s", async (_, forge) => {
	arrive([await signed(me), await forge()]);
	await expectOf(partner, "does_not_fit");
	await expectOf(me, "signed");
	expect([signedBy(vow, SIGNATURES), stateNow()]).toEqual([[me], "proposed"]);
});

it("believes no forged signature of its own person either", async () => {
	arrive([await signTerms(intruder, me, terms()), await signed(partner)]);
	await expectOf(me, "does_not_fit");
	expect(stateNow()).toBe("proposed");
});

it("takes no yes to other terms for one to these", async () => {
	arrive([await signed(me, { edit: 1 }), await signed(partner, { edit: 1 })]);
	expect([signatureOf(vow, SIGNATURES, me), signatureOf(vow, SIGNATURES, partner)]).toEqual([null, null]);
});

it("is not in force while an edit of this phone is on its way, or the newest words are refused", async () => {
	arrive([await signed(me), await signed(partner)]);
	await vi.waitFor(() => expect(signedBy(vow, SIGNATURES)).toHaveLength(2));
	showVow({ mine: version({ edit: 3 }) });
	expect(signedBy(vow, SIGNATURES)).toEqual([]);
	showVow({ problem: "tampered" });
	expect(signedBy(vow, SIGNATURES)).toEqual([]);
});

it("says of nobody that their signature does not fit words which only this phone has", async () => {
	showVow({ mine: version({ words: salted({ title: "Flowers" }) }) });
	arrive([await signed(me), await signed(partner)]);
	for (const person_id of [me, partner]) expect(signatureOf(vow, SIGNATURES, person_id)).toBeNull();
	showVow();
	await vi.waitFor(() => expect(acceptedBy(vow, SIGNATURES)).toEqual([me, partner]));
});

it("counts one signature of each person: the first", async () => {
	const forged = await signTerms(intruder, partner, terms());
	arrive([forged, await signed(partner), await signed(me), await signed(me)]);
	await expectOf(partner, "does_not_fit");
	await expectOf(me, "signed");
	expect(acceptedBy(vow, SIGNATURES)).toEqual([me]);
	arrive([await signed(partner), await signed(me)]);
	await vi.waitFor(() => expect(acceptedBy(vow, SIGNATURES)).toEqual([me, partner]));
});

const ODD: readonly Json[] = [null, "all", 7, {}, [null], [[]], ["x"], [{}], [{ author_id: 1, edit: "2" }], [[[{}]]]];

it.each(ODD)("takes no malformed list for a yes: %j", (signatures) => {
	arrive([], { signatures });
	expect([signatureOf(vow, SIGNATURES, partner), acceptedBy(vow, SIGNATURES)]).toEqual([null, []]);
});

it.each(["", "A", "A".repeat(100_000), "\ud800", "AAAA"])(
	"shows a malformed signature as not fitting",
	async (text) => {
		for (const part of ["digest", "signature"]) {
			arrive([{ ...(await signed(partner)), [part]: text }]);
			await expectOf(partner, "does_not_fit");
		}
	},
);

it("is in force for nobody in a space that is no longer theirs", async () => {
	arrive([await signed(me), await signed(partner)]);
	await vi.waitFor(() => expect(stateNow()).toBe("accepted"));
	const { value } = session;
	if (value.state === "ready") showSession({ ...value, couple: null });
	expect([acceptedBy(vow, SIGNATURES), stateNow()]).toEqual([[], "proposed"]);
});

it("checks a signature once, however often it is looked at meanwhile", async () => {
	arrive([await signed(partner)]);
	const verify = vi.spyOn(crypto.subtle, "verify");
	for (let look = 0; look < 50; look++) signatureOf(vow, SIGNATURES, partner);
	await expectOf(partner, "signed");
	expect(verify).toHaveBeenCalledTimes(1);
	verify.mockRestore();
});

it("takes the server's word for an accord that nobody signs, and for no signed one", () => {
	arrive([]);
	const { signs: _, ...unsigned } = SIGNATURES;
	expect([acceptedBy(vow, unsigned), acceptedBy(vow, SIGNATURES)]).toEqual([[me, partner], []]);
});

it("shows what came of the check by itself, once the partner's key is here", async () => {
	const couple = await readMeta("couple");
	if (couple) await writeMeta("couple", { ...couple, partner_signing_key: null });
	arrive([await signed(me), await signed(partner)]);
	const shown = computed(() => [me, partner].map((one) => signatureOf(vow, SIGNATURES, one)));
	const stop = effect(() => void shown.value);
	await vi.waitFor(() => expect(shown.value).toEqual(["signed", "unchecked"]));
	if (couple) await writeMeta("couple", couple);
	table("profiles").value = new Map(table("profiles").value); // as when the person's other phone sent it
	await vi.waitFor(() => expect(shown.value).toEqual(["signed", "signed"]));
	stop();
});

it("checks again if the partner's key comes while it checks", async () => {
	const couple = await readMeta("couple");
	if (couple) await writeMeta("couple", { ...couple, partner_signing_key: null });
	arrive([await signed(partner)]);
	const shown = computed(() => signatureOf(vow, SIGNATURES, partner));
	const stop = effect(() => void shown.value);
	const fits = vi.spyOn(await signedTerms(), "fits");
	fits.mockImplementationOnce(async () => {
		if (couple) await writeMeta("couple", couple);
		table("profiles").value = new Map(table("profiles").value);
		return null; // it had read the keys before
	});
	showVow({ view: { ...view } });
	await vi.waitFor(() => expect(shown.value).toBe("signed"));
	stop();
	fits.mockRestore();
});

it("cannot check what it cannot open", async () => {
	arrive([await signed(me), await signed(partner)]);
	showVow({}, withoutWords);
	expect([signatureOf(vow, SIGNATURES, partner), stateNow()]).toEqual(["unchecked", "proposed"]);
});

function terms(changed: Partial<Terms> = {}): Terms {
	const of = { space_id: vow.space_id, kind: "vows", record_id: vow.id, edit: 2, w: 1 };
	return { ...of, signals: { lapses_at: DAY }, words: WORDS, ...changed };
}

function signed(person_id: string, changed: Partial<Terms> = {}): Promise<Signature> {
	return signTerms(keyOf(person_id), person_id, terms(changed));
}

function keyOf(person_id: string): CryptoKey {
	return keys[person_id] ?? intruder;
}

function flipped(said: Signature): Signature {
	const bytes = fromBase64url(said.signature);
	bytes[40] = (bytes[40] ?? 0) ^ 1;
	return { ...said, signature: toBase64url(bytes) };
}

function version(changed: Partial<Version> = {}): Version {
	return {
		edit: 2,
		author_id: partner,
		sealed_by: partner,
		fields: { lapses_at: DAY },
		words: WORDS,
		w: 1,
		...changed,
	};
}

/** As the feed brings it. */
function showVow(parts: Partial<RecordRow> = {}, as = (row: RecordRow): RecordRow => row): void {
	const key: [string, string, string] = [vow.space_id, VOWS.name, vow.id];
	showRows([{ key, row: as({ ...newRow(key), view, ...parts }) }]);
}

/** The list as a server shows it that says that both have accepted. */
function arrive(signatures: readonly Signature[], more: Fields = {}): void {
	const key: [string, string, string] = [vow.space_id, SIGNATURES.name, vow.id];
	const fields = { accepted_by: [me, partner], signatures: signatures.map((one) => ({ ...one })), ...more };
	const view = { edit: 0, author_id: null, sealed_by: null, fields, words: null, w: null };
	showRows([{ key, row: { ...newRow(key), view } }]);
}

async function expectOf(person_id: string, state: string): Promise<void> {
	signatureOf(vow, SIGNATURES, person_id);
	await vi.waitFor(() => expect(signatureOf(vow, SIGNATURES, person_id)).toBe(state));
}

function stateNow(): string {
	return accordState("accepted", vow, { acceptances: SIGNATURES });
}
