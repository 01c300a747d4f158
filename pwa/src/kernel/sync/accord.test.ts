import { expect, it } from "vitest";
import { ana, server } from "../../testing/paired";
import { type Accord, accordState, ownSuspensions } from "../store/accord";
import { newId } from "../store/ids";
import { type Kind, published, useKinds } from "../store/practice";
import { ready } from "../store/session";
import { RENEWAL, renew, resume, SUSPENSION, suspend, withdrawRenewal } from "./accord";

const plain = { practice: "rituals", signals: [], sent: [], words: null, wordsOptional: false };
const VOWS: Kind = { ...published({ ...plain, name: "vows", address: "/vows/{vow_id}" }) };
const SUSPENSIONS: Kind = {
	...published({ ...plain, name: "vow_suspensions", address: "/vows/{vow_id}/suspensions/{suspension_id}" }),
	...SUSPENSION,
};
const RENEWALS: Kind = {
	...published({ ...plain, name: "vow_renewals", address: "/vows/{vow_id}/renewals/{renewal_id}" }),
	...RENEWAL,
};
useKinds([VOWS, SUSPENSIONS, RENEWALS]);

function vow(): Accord & { readonly edit: number } {
	return { id: newId(), space_id: ready().couple?.id ?? "", edit: 3, fields: {} };
}

/** What waits to be sent, in order. */
async function waiting() {
	const items = await (await ana.local.local()).getAll("outbox");
	return items.map(({ method, path, body, urgent }) => ({ method, path, body: body && JSON.parse(body), urgent }));
}

it("suspends at once without a network, before everything else", async () => {
	const one = vow();
	await suspend(VOWS, one, SUSPENSIONS);
	expect(accordState("accepted", one, { suspensions: SUSPENSIONS })).toBe("suspended");
	const [own = ""] = ownSuspensions(one, SUSPENSIONS);
	const path = `/vows/${one.id}/suspensions/${own.split("/")[1]}`;
	expect(await waiting()).toEqual([{ method: "PUT", path, body: { space_id: one.space_id, edit: 1 }, urgent: true }]);
	expect(server.heard.some((heard) => heard.path.includes("/suspensions/"))).toBe(false);
});

it("leaves no trace of a suspension that was lifted before it was sent", async () => {
	const one = vow();
	await suspend(VOWS, one, SUSPENSIONS);
	await resume(one, SUSPENSIONS);
	expect(accordState("accepted", one, { suspensions: SUSPENSIONS })).toBe("accepted");
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
