import { beforeEach, expect, it } from "vitest";
import { ana, ben } from "../../testing/paired";
import { makeSigningKeys, newRoot } from "../crypto/keys";
import { type Signature, salted, signTerms, type Terms } from "../crypto/signatures";
import { self } from "../keys/trust";
import type { Exported } from "../store/exporting";
import { newId } from "../store/ids";
import { local, type Version } from "../store/local";
import { readMeta, writeMeta } from "../store/meta";
import type { Kind } from "../store/practice";
import { newRow } from "../store/rows";
import { ready } from "../store/session";
import { agreedAlone } from "./exported-accords";

const plain = { practice: "rituals", signals: [], sent: [], words: null, path: (id: string) => `/vows/${id}` };
const VOWS: Kind = { ...plain, name: "vows", words: 1, exported: "both" };
const parts = {
	of: VOWS,
	acceptances: { ...plain, name: "vow_signatures", signs: VOWS },
	refusals: { ...plain, name: "vow_refusals" },
	ends: { ...plain, name: "vow_ends" },
};
const words = salted({ title: "Dishes" });

let terms: Terms;
let me: string;
let partner: string;
let signatures: readonly Signature[];

beforeEach(async () => {
	await ben.wake();
	partner = ready().person_id;
	const bens = (await self()).wrapper.signingKey;
	await ana.wake();
	me = ready().person_id;
	terms = { space_id: ready().couple?.id ?? "", kind: "vows", record_id: newId(), edit: 2, w: 1, signals: {}, words };
	const own = await signTerms((await self()).wrapper.signingKey, me, terms);
	signatures = [own, await signTerms(bens, partner, terms)];
});

it("has a signed accord that both have signed, without the secret that a signature could be checked with", async () => {
	expect(await file(signatures)).toMatchObject([{ words: { title: "Dishes" } }]);
	expect(JSON.stringify(await file(signatures))).not.toMatch(/salt|digest|signature/);
});

it("does not take the server's word that both have accepted a signed one", async () => {
	const [own] = signatures;
	const intruder = (await makeSigningKeys((await newRoot()).key, partner, "e")).privateKey;
	const forged = await signTerms(intruder, partner, terms);
	const [, real] = signatures;
	if (!own || !real) expect.fail("nobody signed");
	for (const said of [[], [own], [own, forged], [own, own], [own, forged, real], [own, { ...real, edit: 1 }]])
		expect(await file(said)).toEqual([]);
});

it("leaves one out whose newest words this phone refused, or that has a change which is not sent", async () => {
	expect(await file(signatures, { problem: "older" })).toEqual([]);
	expect(await file(signatures, { mine: version({ words: salted({ title: "Flowers" }) }) })).toEqual([]);
});

it("still has it after the two have parted, as long as this phone knows the former partner's key", async () => {
	const db = await local();
	const couple = (await readMeta("couple")) ?? expect.fail("no couple");
	const known = { partner: { person_id: partner, signing_key: couple.partner_signing_key } };
	await db.delete("meta", "couple");
	expect(await file(signatures)).toEqual([]);
	await db.put("records", { ...newRow([me, "profiles", me]), view: version({ words: known }) });
	expect(await file(signatures)).toHaveLength(1);
	await writeMeta("couple", { ...couple, partner_id: newId(), partner_signing_key: null });
	expect(await file(signatures)).toHaveLength(1);
});

/** What a file has of the vow, if a server says that both have accepted it. */
async function file(said: readonly Signature[], row = {}): Promise<readonly Exported[]> {
	const { space_id, record_id: id } = terms;
	const fields = { accepted_by: [me, partner], signatures: said.map((one) => ({ ...one })) };
	const db = await local();
	await db.put("records", { ...newRow([space_id, "vows", id]), view: version(), ...row });
	const list = version({ edit: 0, author_id: null, sealed_by: null, fields, words: null, w: null });
	await db.put("records", { ...newRow([space_id, "vow_signatures", id]), view: list });
	const record: Exported = { kind: "vows", id, made: 0, by: "partner", audience: "us", signals: {}, words };
	return agreedAlone([record], parts);
}

function version(changed: Partial<Version> = {}): Version {
	return { edit: 2, author_id: partner, sealed_by: partner, fields: {}, words, w: 1, ...changed };
}
