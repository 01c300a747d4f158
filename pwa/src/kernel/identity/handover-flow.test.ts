/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { confirmBy, met, started, through } from "../../testing/meeting";
import { openPhone, type Phone } from "../../testing/phone";
import { ana, meet, pair } from "../../testing/stories";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("a code that the server refuses", () => {
	it("leaves the screen on which it was typed as it is, so that the reason is read there", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		const shown: unknown[] = [];
		ben.handoverShown.handover.subscribe((view) => shown.push(view));
		server.faults.push({ on: /taking/, as: { status: 409, code: "already_paired" } });
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "already_paired" });
		expect(shown.filter(Boolean)).toEqual([]);
	});
});

describe("a handover that another tab goes on with", () => {
	it("goes on in this one too: the words, the end, and that it was put away", async () => {
		const { first, ben } = await met(server);
		await ben.wake();
		const { handovers, handoverShown } = ben;
		const answered = handoverShown.handover.value;
		expect(answered?.step).toBe("answered");

		await handovers.look();
		const taken = handoverShown.handover.value;
		expect(await seenBy(ben, answered)).toEqual(taken);

		await handovers.confirm();
		const confirmed = handoverShown.handover.value;
		await confirmBy(first);
		await ben.wake();
		await handovers.look();
		expect(await seenBy(ben, confirmed)).toMatchObject({ step: "done" });

		await handovers.close();
		expect(await seenBy(ben, confirmed)).toBeNull();
	});

	/** What a tab that showed `before` shows after it has asked the server. */
	async function seenBy({ handovers, handoverShown }: Phone, before: Phone["handoverShown"]["handover"]["value"]) {
		handoverShown.showHandover(before);
		if (await handovers.isOpen()) await handovers.look();
		return handoverShown.handover.value;
	}
});

describe("pairing", () => {
	it("connects two people, with the same phrase on both phones", async () => {
		const both = await pair(server);
		const [other, ben] = [both.ben.handoverShown.handover.value, both.ben.session.ready()];
		await both.ana.wake();
		const [one, first] = [both.ana.handoverShown.handover.value, both.ana.session.ready()];
		expect([one?.step, other?.step]).toEqual(["done", "done"]);
		expect(one?.phrase).toHaveLength(4);
		expect(one?.phrase).toEqual(other?.phrase);
		expect(first.couple).toEqual({ id: ben.couple?.id, partner_id: ben.person_id });
		expect(ben.couple?.partner_id).toBe(first.person_id);
	});

	it("shares nothing private by itself", async () => {
		const first = await ana(server);
		await first.profiles.saveName("Ana");
		await first.checkins.checkIn(1);
		await meet(first);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		await through(first, ben, code);
		await ben.feed.pull();
		expect([ben.checkins.theirs.value, ben.profiles.theirName.value]).toEqual([[], null]);
		await first.wake();
		await first.profiles.saveName("Ana");
		await meet(first);
		await ben.wake();
		await ben.feed.pull();
		expect(ben.profiles.theirName.value).toBe("Ana");
	});

	it("takes a typed code in any case, and a link", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { link = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		await ben.handovers.take("pair", link.toLowerCase());
		expect(ben.handoverShown.handover.value).toMatchObject({ step: "answered", purpose: "pair", role: "taker" });
	});

	it.each([
		["ABC", "bad_code"],
		["0000-0000-0000-0000-0000-0", "no_such_code"],
	])("refuses %s as %s", async (code, problem) => {
		const phone = await started(server, "ben");
		await expect(phone.handovers.take("pair", code)).rejects.toMatchObject({ code: problem });
		expect(phone.handoverShown.handover.value).toBeNull();
	});

	it("lets no third person in, and nobody take their own code", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		await expect(first.handovers.take("pair", code)).rejects.toMatchObject({ code: "own_code" });
		await first.handovers.offer("pair");
		const again = first.handoverShown.handover.value?.code ?? "";
		const ben = await started(server, "ben");
		await ben.handovers.take("pair", again);
		const cleo = await started(server, "cleo");
		await expect(cleo.handovers.take("pair", again)).rejects.toMatchObject({ code: "no_such_code" });
		expect(cleo.session.alone.value).toBe(true);
	});

	it("goes on after every lost answer", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		server.faults.push({ on: /taking/, as: "lost" });
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "offline" });
		await ben.handovers.look();
		await first.wake();
		await first.handovers.look();
		server.faults.push({ on: /confirmation/, as: "lost" });
		await expect(first.handovers.confirm()).rejects.toMatchObject({ code: "offline" });
		await confirmBy(ben);
		await first.wake();
		await first.handovers.confirm();
		await first.handovers.look();
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(4);
		await meet(first);
		await meet(ben);
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 4 }]);
	});

	it("stays open over a reload", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const before = first.handoverShown.handover.value;
		first.handoverShown.showHandover(null);
		await first.wake();
		expect(before).not.toBeNull();
		expect(first.handoverShown.handover.value).toEqual(before);
	});

	it("shares nothing where somebody stands in between", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		await ben.handovers.take("pair", code);
		for (const handover of server.people.handovers.values())
			handover.taking = { ...handover.taking, device_key: handover.offer.device_key };
		await first.wake();
		await first.handovers.look();
		expect(first.handoverShown.handover.value?.step).toBe("tampered");
		await first.handovers.confirm();
		expect(server.heard.some(({ path }) => path.endsWith("/confirmation"))).toBe(false);
		expect(first.session.alone.value).toBe(true);
	});

	it("says so where the offer is not from whoever made the code", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		for (const handover of server.people.handovers.values()) handover.offer.signing_key = handover.offer.device_key;
		const ben = await started(server, "ben");
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "tampered" });
	});

	it("is gone once it was withdrawn", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		await first.handovers.withdraw();
		expect([first.handoverShown.handover.value, server.people.handovers.size]).toEqual([null, 0]);
	});

	it.each(["ana", "ben"])(
		"ends for both where %s says that the words differ, though the other said yes",
		async (who) => {
			const both = await met(server);
			const [no, yes] = who === "ana" ? [both.first, both.ben] : [both.ben, both.first];
			await confirmBy(yes);
			await no.wake();
			await no.handovers.differ();
			expect(no.handoverShown.handover.value?.step).toBe("differed");
			await no.handovers.look();
			expect(no.handoverShown.handover.value?.step).toBe("differed");
			await yes.wake();
			await yes.handovers.look();
			expect(yes.handoverShown.handover.value?.step).toBe("ended");
			for (const phone of [yes, no]) {
				await phone.wake();
				await phone.handovers.close();
				expect([phone.handoverShown.handover.value, phone.session.alone.value]).toEqual([null, true]);
			}
			await both.first.wake();
			await both.first.handovers.offer("pair");
			await through(both.first, both.ben, both.first.handoverShown.handover.value?.code ?? "");
			expect(both.ben.session.alone.value).toBe(false);
		},
	);

	it("can be stopped by who has confirmed, unless the other has too", async () => {
		const { first, ben } = await met(server);
		await first.handovers.confirm();
		await first.handovers.withdraw();
		expect([first.handoverShown.handover.value, server.people.handovers.size]).toEqual([null, 0]);
		await ben.wake();
		await ben.handovers.look();
		await ben.handovers.close();
		const again = await met(server, first, ben);
		await again.first.handovers.confirm();
		await confirmBy(ben);
		await first.wake();
		await first.handovers.withdraw();
		expect([first.handoverShown.handover.value?.step, first.session.alone.value]).toEqual(["done", false]);
	});

	it("says what a code is for before anything is made of it", async () => {
		const first = await ana(server);
		const stranger = async (code: string) => (await openPhone(server, "nobody")).handovers.lookUp(code);
		for (const purpose of ["pair", "device"] as const) {
			await first.wake();
			await first.handovers.close();
			await first.handovers.offer(purpose);
			expect(await stranger(first.handoverShown.handover.value?.code ?? "")).toEqual({ purpose, from: null });
		}
		await expect(stranger("ABC")).rejects.toMatchObject({ code: "bad_code" });
		await expect(stranger("0000-0000-0000-0000-0000-0")).rejects.toMatchObject({ code: "no_such_code" });
		expect(server.people.people.size).toBe(1);
	});

	it("stays away where it is put away while the server is asked about it", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		const ben = await started(server, "ben");
		await ben.handovers.take("pair", code);
		await first.wake();
		const asked = Promise.withResolvers<void>();
		const answered = Promise.withResolvers<void>();
		server.gate = (line) => {
			if (!line.startsWith("GET /handovers/")) return undefined;
			asked.resolve();
			return answered.promise;
		};
		const looking = first.handovers.look();
		await asked.promise;
		await first.handovers.withdraw();
		answered.resolve();
		await looking;
		expect([first.handoverShown.handover.value, await first.meta.readMeta("handover")]).toEqual([null, undefined]);
	});
});
