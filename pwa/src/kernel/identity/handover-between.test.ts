/**
 * A man in the middle who knows the code, between two phones: he can guess once, but cannot search for matching keys.
 *
 * @module-tag slow
 */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Host, searched } from "../../testing/between";
import { FakeServer } from "../../testing/fake-server";
import { started } from "../../testing/meeting";
import type { Phone } from "../../testing/phone";
import { ana } from "../../testing/stories";
import { commitmentTo, newNonce, type Reveal } from "../crypto/handover-reveal";

let server: FakeServer;
let first: Phone;
let ben: Phone;
let host: Host;
let code: string;
/** The nonce that the host commits to in Ana's name. */
let nonce: string;

beforeEach(async () => {
	server = new FakeServer();
	first = await ana(server);
	await first.handovers.offer("pair");
	code = shown(first).code;
	host = await Host.knowing(server, code);
	nonce = newNonce();
	ben = await started(server, "ben");
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("the phone that takes the code", () => {
	let offer: Awaited<ReturnType<Host["forgedOffer"]>>;

	beforeEach(async () => {
		offer = await host.forgedOffer(nonce);
		host.tell({ offer });
		await ben.handovers.take("pair", code);
	});

	it("shows no words before the other has revealed, and then those of the one nonce it had committed to", async () => {
		await ben.handovers.look();
		expect(shown(ben)).toMatchObject({ step: "answered", phrase: null });
		const phrase = await host.phrase(offer, host.taking, nonce);
		await hears(await host.reveal(host.taking, nonce));
		expect(shown(ben)).toMatchObject({ step: "taken", phrase });
	});

	it("refuses a nonce that was searched for once all else was known", async () => {
		const taking = host.taking;
		const forged = await host.forgedTaking(taking, newNonce());
		await anaAnswers(forged);
		const [word] = shown(first).phrase ?? [];
		const found = await searched(word, (other) => host.phrase(offer, taking, other));
		await ben.wake();
		host.tell({ taking });
		await hears(await host.reveal(taking, found));
		expect(shown(ben)).toMatchObject({ step: "tampered", phrase: null });
		await ben.handovers.confirm();
		expect(sent("/confirmation")).toEqual([]);
		expect(server.people.handovers.size).toBe(0);
	});

	it("refuses a commitment that was changed after it had answered", async () => {
		const other = newNonce();
		host.tell({ offer: { ...offer, commitment: await commitmentTo(host.keys, offer, other) } });
		await hears(await host.reveal(host.taking, other));
		expect(shown(ben)).toMatchObject({ step: "tampered", phrase: null });
	});

	it("refuses a reveal for another taking, as from an earlier time or from another phone", async () => {
		await hears(await host.reveal(await host.forgedTaking(host.taking, newNonce()), nonce));
		expect(shown(ben)).toMatchObject({ step: "tampered", phrase: null });
	});

	it("sends the same nonce again after a lost answer, a reload, and the same code typed again", async () => {
		const [taking] = sent("/taking");
		await ben.wake();
		await ben.handovers.take("pair", code);
		const row = await ben.meta.readMeta("handover");
		if (row) await ben.meta.writeMeta("handover", { ...row, sent: false });
		await ben.handovers.look();
		expect(new Set(sent("/taking"))).toEqual(new Set([taking]));
		expect(sent("/taking")).toHaveLength(2);
	});

	it("takes nobody for connected whom its person has not agreed to", async () => {
		const { person_id } = ben.session.ready();
		const handover = server.people.handovers.get(host.keys.id);
		Object.assign(handover ?? {}, { done: true });
		await hears(await host.reveal(host.taking, nonce));
		expect(shown(ben).step).toBe("taken");
		server.records.spaces.set("couple", { members: [person_id, offer.person_id], epoch_id: "none", number: 1 });
		Object.assign(server.people.people.get(person_id) ?? {}, { couple_id: "couple" });
		await ben.identity.checkSession();
		expect((await ben.meta.readMeta("couple"))?.partner_signing_key).toBeNull();
		await ben.handovers.differ();
		expect(shown(ben).step).toBe("differed");
	});
});

describe("the phone that shows the code", () => {
	it("reveals nothing before a taking, whatever it is told", async () => {
		host.tell({ reveal: { nonce, mac: host.offer.mac } });
		await first.wake();
		await first.handovers.look();
		await first.handovers.confirm();
		expect(shown(first)).toMatchObject({ step: "offered", phrase: null });
		expect(sent("/reveal")).toEqual([]);
	});

	it("reveals nothing to a taking that is not right", async () => {
		await ben.handovers.take("pair", code);
		host.tell({ taking: { ...host.taking, nonce } });
		await first.wake();
		await first.handovers.look();
		expect(shown(first)).toMatchObject({ step: "tampered", phrase: null });
		expect(sent("/reveal")).toEqual([]);
	});

	it("answers the first taking and no other, after a reload too", async () => {
		await ben.handovers.take("pair", code);
		const real = host.taking;
		await anaAnswers(await host.forgedTaking(real, newNonce()));
		const { phrase } = shown(first);
		const told = JSON.parse(sent("/reveal")[0] ?? "").reveal.nonce;
		const wanted = await host.phrase(await host.forgedOffer(nonce), real, nonce);
		const found = await searched(wanted[0], async (other) =>
			host.phrase(host.offer, await host.forgedTaking(real, other), told),
		);
		host.tell({ taking: await host.forgedTaking(real, found), reveal: null });
		for (const open of [first.handovers.look, first.wake, first.handovers.look]) await open();
		expect(shown(first)).toMatchObject({ step: "taken", phrase });
		expect(sent("/reveal")).toHaveLength(1);
	});

	it("answers one of two takings that two tabs see at once", async () => {
		vi.stubGlobal("navigator", {});
		await ben.handovers.take("pair", code);
		const real = host.taking;
		const [one, other] = [await host.forgedTaking(real, newNonce()), await host.forgedTaking(real, newNonce())];
		await first.wake();
		const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		server.gate = () => {
			asked.resolve();
			return answered.promise;
		};
		host.tell({ taking: one });
		const looking = first.handovers.look();
		await asked.promise;
		server.gate = null;
		host.tell({ taking: other });
		await first.handovers.look();
		const { phrase } = shown(first);
		answered.resolve();
		await looking;
		expect(shown(first)).toMatchObject({ step: "taken", phrase });
		expect((await first.meta.readMeta("handover"))?.taking).toEqual(other);
		expect(sent("/reveal")).toHaveLength(1);
	});

	it("reveals the same again after a lost answer, and confirms nothing before", async () => {
		await ben.handovers.take("pair", code);
		await first.wake();
		server.faults.push({ on: /reveal/, as: "lost" }, { on: /reveal/, as: "down" });
		await expect(first.handovers.look()).rejects.toMatchObject({ code: "offline" });
		await first.wake();
		await expect(first.handovers.confirm()).rejects.toMatchObject({ code: "offline" });
		await first.handovers.confirm();
		expect(shown(first).step).toBe("confirmed");
		expect(new Set(sent("/reveal")).size).toBe(1);
	});
});

describe("a code of the version before", () => {
	it("is not taken", async () => {
		host.tell({ offer: { ...host.offer, v: 1 as 2 } });
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "tampered" });
		expect(sent("/taking")).toEqual([]);
	});

	it("is worthless on the phone that had made it, and nothing is said about it any more", async () => {
		await first.wake();
		const row = await first.meta.readMeta("handover");
		if (row) await first.meta.writeMeta("handover", { ...row, offer: { ...row.offer, v: 1 as 2 } });
		await first.wake();
		expect(shown(first).step).toBe("gone");
		const heard = server.heard.length;
		await first.handovers.look();
		expect([server.heard.length, await first.handovers.isOpen()]).toEqual([heard, false]);
	});
});

/** Ana's phone is awake and sees this taking. */
async function anaAnswers(taking: Host["taking"]): Promise<void> {
	host.tell({ offer: host.offer, taking, reveal: null });
	await first.wake();
	await first.handovers.look();
}

/** Ben's phone receives this reveal. */
async function hears(reveal: Reveal): Promise<void> {
	host.tell({ reveal });
	await ben.handovers.look();
}

function shown(phone: Phone) {
	const view = phone.handoverShown.handover.value;
	if (!view) throw new Error("no handover is open");
	return view;
}

/** The bodies that phones have sent to this path, in order. */
function sent(noun: string): (string | null)[] {
	return server.heard.filter(({ path }) => path.endsWith(noun)).map(({ body }) => body);
}
