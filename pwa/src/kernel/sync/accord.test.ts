import { expect, it, vi } from "vitest";
import { ana, server } from "../../testing/paired";
import type { AcceptedAccord } from "../accords/accepted";
import { accordState, ownSuspensions } from "../accords/accord";
import { signaturesOf } from "../accords/kinds";
import type { Words } from "../crypto/seal";
import { type Signature, salted, verifyTerms } from "../crypto/signatures";
import { signatureOf, signedBy } from "../keys/signatures";
import { self } from "../keys/trust";
import { newId } from "../store/ids";
import type { Version } from "../store/local";
import { type Kind, published, useKinds } from "../store/practice";
import { showRows } from "../store/records";
import { newRow } from "../store/rows";
import { ready } from "../store/session";
import { proposeSigned, RENEWAL, type Read, renew, resume, SUSPENSION, sign, suspend, withdrawRenewal } from "./accord";
import { discard, keepMine } from "./stuck";
import * as writing from "./write";

const plain = { practice: "rituals", signals: [], sent: [], words: null, wordsOptional: false };
const VOWS: Kind = { ...published({ ...plain, name: "vows", address: "/vows/{vow_id}" }) };
const YESES: Kind = published({ ...plain, name: "vow_yeses", address: "/vows/{vow_id}/yes" });
const SUSPENSIONS: Kind = {
	...published({ ...plain, name: "vow_suspensions", address: "/vows/{vow_id}/suspensions/{suspension_id}" }),
	...SUSPENSION,
};
const RENEWALS: Kind = {
	...published({ ...plain, name: "vow_renewals", address: "/vows/{vow_id}/renewals/{renewal_id}" }),
	...RENEWAL,
};
const PROMISES: Kind = published({
	...{ ...plain, name: "promises", signals: ["lapses_at"], sent: ["lapses_at"], words: 1 },
	address: "/promises/{promise_id}",
});
const PROMISE_SIGNATURES = {
	...published({ ...plain, name: "promise_signatures", address: "/promises/{promise_id}/signature" }),
	...signaturesOf(PROMISES),
};
useKinds([VOWS, SUSPENSIONS, RENEWALS, PROMISES, PROMISE_SIGNATURES]);

function vow(): AcceptedAccord & Read {
	const fields = { accepted_by: [ready().person_id, ready().couple?.partner_id ?? ""] };
	const named = { id: newId(), space_id: ready().couple?.id ?? "", author_id: null, pending: true };
	return { ...named, edit: 3, fields, words: null };
}

/** What waits to be sent, in order. */
async function waiting() {
	const items = await (await ana.local.local()).getAll("outbox");
	return items.map(({ method, path, body, urgent }) => ({ method, path, body: body && JSON.parse(body), urgent }));
}

it("suspends at once without a network, before everything else", async () => {
	const one = vow();
	await suspend(VOWS, one, SUSPENSIONS);
	expect(accordState("accepted", one, { acceptances: YESES, suspensions: SUSPENSIONS })).toBe("suspended");
	const [own = ""] = ownSuspensions(one, SUSPENSIONS);
	const path = `/vows/${one.id}/suspensions/${own.split("/")[1]}`;
	expect(await waiting()).toEqual([{ method: "PUT", path, body: { space_id: one.space_id, edit: 1 }, urgent: true }]);
	expect(server.heard.some((heard) => heard.path.includes("/suspensions/"))).toBe(false);
});

it("leaves no trace of a suspension that was lifted before it was sent", async () => {
	const one = vow();
	await suspend(VOWS, one, SUSPENSIONS);
	await resume(one, SUSPENSIONS);
	expect(accordState("accepted", one, { acceptances: YESES, suspensions: SUSPENSIONS })).toBe("accepted");
	expect(await waiting()).toEqual([]);
});

it("renews what the person has seen, and withdraws that before it is sent", async () => {
	const one = vow();
	const until = Date.parse("2027-06-01T00:00:00.000Z");
	const id = await renew(VOWS, one, RENEWALS, until);
	const body = { space_id: one.space_id, edit: 1, seen_edit: 3, until: "2027-06-01T00:00:00.000Z" };
	expect(await waiting()).toMatchObject([{ method: "PUT", path: RENEWALS.path(id), body }]);
	await withdrawRenewal(one, RENEWALS, id);
	expect(await waiting()).toEqual([]);
});

const LAPSES = { lapses_at: "2040-03-01T11:00:00.000Z" };

/** A promise as the feed brings it, and as this person reads it. */
function promised(words: Words | null = salted({ title: "Dishes" }), w = 1): Read {
	const one = { ...vow(), edit: 2, fields: LAPSES, words };
	arrive(one, words, w);
	return one;
}

function arrive(one: Read, words: Words | null, w = 1): void {
	const key: [string, string, string] = [one.space_id, PROMISES.name, one.id];
	const view: Version = { edit: 2, author_id: "ben", sealed_by: "ben", fields: LAPSES, words, w };
	showRows([{ key, row: { ...newRow(key), view } }]);
}

/** The person reads it, and this comes before the tap. */
function readBefore(words: Words): Read {
	const one = promised();
	arrive(one, words);
	return one;
}

it("signs what the person has read, without a network, and is not in force before the server has it", async () => {
	const words = salted({ title: "Dishes" });
	const one = promised(words);
	await sign(one, PROMISE_SIGNATURES);
	const [item, ...more] = await waiting();
	expect([more, item]).toMatchObject([[], { method: "PUT", path: `/promises/${one.id}/signature` }]);
	const { space_id, ...said } = item?.body ?? {};
	const { person_id } = ready();
	const terms = { space_id, kind: "promises", record_id: one.id, edit: 2, w: 1, signals: LAPSES, words };
	await verifyTerms((await self()).party.person, terms, { author_id: person_id, ...said });
	expect([signatureOf(one, PROMISE_SIGNATURES, person_id), signedBy(one, PROMISE_SIGNATURES)]).toEqual(["unsent", []]);
});

it.each([
	["words that have changed since", "stale_edit", () => ({ ...promised(), edit: 1 })],
	["words that it cannot open", "stale_edit", () => promised(null)],
	["what is not here", "stale_edit", vow],
	["other words that came under the edit that was read", "stale_edit", () => readBefore(salted({ title: "Flowers" }))],
	["what the screen did not show", "stale_edit", () => readBefore(salted({ title: "Dishes", hidden: "and my pay" }))],
	["words of a newer app", "newer_words", () => promised(salted({}), 2)],
])("does not sign %s", async (_, code, arrived) => {
	await expect(sign(arrived(), PROMISE_SIGNATURES)).rejects.toMatchObject({ code });
	expect(await waiting()).toEqual([]);
});

it("does not sign words whose signature would let the host test guesses of them", async () => {
	await expect(sign(promised({ title: "Dishes" }), PROMISE_SIGNATURES)).rejects.toThrow("no secret");
	expect(await waiting()).toEqual([]);
});

it("signs what it proposes and each change of it, with a new secret", async () => {
	const { id, space_id } = vow();
	for (const title of ["Dishes", "Flowers"])
		await proposeSigned(PROMISE_SIGNATURES, { id, space_id, fields: LAPSES, words: { title } });
	const sent = await waiting();
	expect(sent.map(({ path, body }) => [path, body?.edit])).toEqual(
		[1, 2].flatMap((edit) => ["", "/signature"].map((end) => [`/promises/${id}${end}`, edit])),
	);
	expect(new Set(sent.map(({ body }) => body?.digest)).size).toBe(3); // two, and none beside the words
	expect(signatureOf({ id, space_id }, PROMISE_SIGNATURES, ready().person_id)).toBe("unsent");
});

it("writes no change of words with parts that it does not know, as nobody has read those", async () => {
	const { id, space_id } = promised(salted({ title: "Dishes", hidden: "and my pay" }));
	const what = { id, space_id, fields: LAPSES, words: { title: "Flowers" } };
	await expect(proposeSigned(PROMISE_SIGNATURES, what)).rejects.toMatchObject({ code: "newer_words" });
	expect(await waiting()).toEqual([]);
});

it("does not sign an edit of the partner's that comes while its own is written", async () => {
	const one = promised();
	vi.spyOn(writing, "save").mockImplementationOnce(async () => arrive(one, salted({ title: "Mine is yours" })));
	const what = { id: one.id, space_id: one.space_id, fields: LAPSES, words: { title: "Flowers" } };
	await expect(proposeSigned(PROMISE_SIGNATURES, what)).rejects.toMatchObject({ code: "stale_edit" });
	expect(await waiting()).toEqual([]);
});

it.each(["keeps theirs", "sends it again under the next edit"])(
	"says no yes to what the partner wrote under the edit of a refused change that it signed: %s",
	async (then) => {
		const one = promised();
		const key: [string, string, string] = [one.space_id, PROMISES.name, one.id];
		const view: Version = { edit: 3, author_id: "ben", sealed_by: "ben", fields: LAPSES, words: salted({}), w: 1 };
		await proposeSigned(PROMISE_SIGNATURES, {
			id: one.id,
			space_id: one.space_id,
			fields: LAPSES,
			words: { title: "Flowers" },
		});
		const db = await ana.local.local();
		const [edit] = await db.getAll("outbox");
		if (!edit?.seq) expect.fail("nothing waits");
		await db.put("records", { ...newRow(key), mine: (await db.get("records", key))?.mine ?? null, view });
		await db.put("outbox", { ...edit, stuck: { code: "stale_edit", status: 412, title: "" } });
		if (then === "keeps theirs") await discard(edit.seq);
		else await keepMine(edit.seq);
		expect((await waiting()).map(({ path, body }) => [path, body?.edit])).toEqual(
			then === "keeps theirs" ? [] : [[`/promises/${one.id}`, 4]],
		);
		expect(signatureOf(one, PROMISE_SIGNATURES, ready().person_id)).toBeNull();
	},
);

it("says what it signed again only of the same words", () => {
	const about = (words: Words): string => {
		const view: Version = { edit: 2, author_id: "ben", sealed_by: "ben", fields: LAPSES, words, w: 1 };
		return JSON.stringify(PROMISE_SIGNATURES.about({ me: "ana", find: () => view }));
	};
	const words = salted({ title: "Dishes" });
	expect(about({ ...words })).toBe(about(words));
	expect(about(salted({ title: "Dishes" }))).not.toBe(about(words));
	expect(PROMISE_SIGNATURES.about({ me: "ana", find: () => null })).toBeNull();
});

it("says to a restored server what it signed, and nothing in the partner's name", () => {
	const { person_id } = ready();
	const own: Signature = { author_id: person_id, edit: 2, digest: "d", signature: "s" };
	const list = (...signatures: Signature[]): Version => {
		const fields = { signatures: signatures.map((one) => ({ ...one })) };
		return { edit: 0, author_id: null, sealed_by: null, fields, words: null, w: null };
	};
	const around = { me: person_id, find: () => null };
	const { author_id: _, ...said } = own;
	expect(PROMISE_SIGNATURES.again(list({ ...own, author_id: "ben" }, own), around)).toEqual(said);
	expect(PROMISE_SIGNATURES.again(list({ ...own, author_id: "ben" }), around)).toBeNull();
});
