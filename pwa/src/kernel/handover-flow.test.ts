import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/fake-server";
import { openEmptied, openPhone, type Phone } from "../testing/phone";
import { ana, meet, pair } from "../testing/stories";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("pairing", () => {
	it("connects two people, with the same phrase on both phones", async () => {
		const both = await pair(server);
		const [other, ben] = [both.ben.pairing.handover.value, both.ben.session.ready()];
		await both.ana.wake();
		const [one, first] = [both.ana.pairing.handover.value, both.ana.session.ready()];
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
		const { code = "" } = first.pairing.handover.value ?? {};
		const ben = await started("ben");
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
		const { link = "" } = first.pairing.handover.value ?? {};
		const ben = await started("ben");
		await ben.handovers.take("pair", link.toLowerCase());
		expect(ben.pairing.handover.value).toMatchObject({ step: "taken", purpose: "pair", role: "taker" });
	});

	it.each([
		["ABC", "bad_code"],
		["0000-0000-0000-0000-0000-0", "no_such_code"],
	])("refuses %s as %s", async (code, problem) => {
		const phone = await started("ben");
		await expect(phone.handovers.take("pair", code)).rejects.toMatchObject({ code: problem });
		expect(phone.pairing.handover.value).toBeNull();
	});

	it("lets no third person in, and nobody take their own code", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.pairing.handover.value ?? {};
		await expect(first.handovers.take("pair", code)).rejects.toMatchObject({ code: "own_code" });
		await first.handovers.offer("pair");
		const again = first.pairing.handover.value?.code ?? "";
		const ben = await started("ben");
		await ben.handovers.take("pair", again);
		const cleo = await started("cleo");
		await expect(cleo.handovers.take("pair", again)).rejects.toMatchObject({ code: "no_such_code" });
		expect(cleo.session.alone.value).toBe(true);
	});

	it("goes on after every lost answer", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.pairing.handover.value ?? {};
		const ben = await started("ben");
		server.faults.push({ on: /taking/, as: "lost" });
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "offline" });
		await ben.handovers.look();
		await first.wake();
		await first.handovers.look();
		server.faults.push({ on: /confirmation/, as: "lost" });
		await expect(first.handovers.confirm()).rejects.toMatchObject({ code: "offline" });
		await ben.wake();
		await ben.handovers.confirm();
		await first.wake();
		await first.handovers.confirm();
		await first.handovers.look();
		await first.checkins.setAudience("us");
		await first.checkins.checkIn(4);
		await meet(first);
		await meet(ben);
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 4 }]);
	});

	it("stays open over a reload", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const before = first.pairing.handover.value;
		first.pairing.showHandover(null);
		await first.wake();
		expect(before).not.toBeNull();
		expect(first.pairing.handover.value).toEqual(before);
	});

	it("shares nothing where somebody stands in between", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.pairing.handover.value ?? {};
		const ben = await started("ben");
		await ben.handovers.take("pair", code);
		for (const handover of server.people.handovers.values())
			handover.taking = { ...handover.taking, device_key: handover.offer.device_key };
		await first.wake();
		await first.handovers.look();
		expect(first.pairing.handover.value?.step).toBe("tampered");
		await first.handovers.confirm();
		expect(server.heard.some(({ path }) => path.endsWith("/confirmation"))).toBe(false);
		expect(first.session.alone.value).toBe(true);
	});

	it("says so where the offer is not from whoever made the code", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.pairing.handover.value ?? {};
		for (const handover of server.people.handovers.values()) handover.offer.signing_key = handover.offer.device_key;
		const ben = await started("ben");
		await expect(ben.handovers.take("pair", code)).rejects.toMatchObject({ code: "tampered" });
	});

	it("is gone once it was withdrawn", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		await first.handovers.withdraw();
		expect([first.pairing.handover.value, server.people.handovers.size]).toEqual([null, 0]);
	});

	it.each(["ana", "ben"])(
		"ends for both where %s says that the words differ, though the other said yes",
		async (who) => {
			const both = await met();
			const [no, yes] = who === "ana" ? [both.first, both.ben] : [both.ben, both.first];
			await yes.wake();
			await yes.handovers.confirm();
			await no.wake();
			await no.handovers.differ();
			expect(no.pairing.handover.value?.step).toBe("differed");
			await no.handovers.look();
			expect(no.pairing.handover.value?.step).toBe("differed");
			await yes.wake();
			await yes.handovers.look();
			expect(yes.pairing.handover.value?.step).toBe("ended");
			for (const phone of [yes, no]) {
				await phone.wake();
				await phone.handovers.close();
				expect([phone.pairing.handover.value, phone.session.alone.value]).toEqual([null, true]);
			}
			await both.first.wake();
			await both.first.handovers.offer("pair");
			await through(both.first, both.ben, both.first.pairing.handover.value?.code ?? "");
			expect(both.ben.session.alone.value).toBe(false);
		},
	);

	it("can be stopped by who has confirmed, unless the other has too", async () => {
		const { first, ben } = await met();
		await first.handovers.confirm();
		await first.handovers.withdraw();
		expect([first.pairing.handover.value, server.people.handovers.size]).toEqual([null, 0]);
		await ben.wake();
		await ben.handovers.look();
		await ben.handovers.close();
		const again = await met(first, ben);
		await again.first.handovers.confirm();
		await ben.wake();
		await ben.handovers.confirm();
		await first.wake();
		await first.handovers.withdraw();
		expect([first.pairing.handover.value?.step, first.session.alone.value]).toEqual(["done", false]);
	});

	it("says what a code is for before anything is made of it", async () => {
		const first = await ana(server);
		const stranger = async (code: string) => (await openPhone(server, "nobody")).handovers.purposeOf(code);
		for (const purpose of ["pair", "device"] as const) {
			await first.wake();
			await first.handovers.close();
			await first.handovers.offer(purpose);
			expect(await stranger(first.pairing.handover.value?.code ?? "")).toBe(purpose);
		}
		await expect(stranger("ABC")).rejects.toMatchObject({ code: "bad_code" });
		await expect(stranger("0000-0000-0000-0000-0000-0")).rejects.toMatchObject({ code: "no_such_code" });
		expect(server.people.people.size).toBe(1);
	});

	it("stays away where it is put away while the server is asked about it", async () => {
		const first = await ana(server);
		await first.handovers.offer("pair");
		const { code = "" } = first.pairing.handover.value ?? {};
		const ben = await started("ben");
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
		expect([first.pairing.handover.value, await first.local.readMeta("handover")]).toEqual([null, undefined]);
	});
});

describe("a second phone", () => {
	let first: Phone;
	let second: Phone;

	beforeEach(async () => {
		first = (await pair(server)).ana;
		await first.wake();
		await first.checkins.checkIn(2);
		await first.checkins.setAudience("us");
		await first.checkins.checkIn(4);
		await meet(first);
		await first.handovers.offer("device");
		const { code = "" } = first.pairing.handover.value ?? {};
		second = await openPhone(server, "ana's second");
		await second.handovers.take("device", code);
	});

	it("waits until the first phone has confirmed", async () => {
		expect(second.session.session.value).toEqual({ state: "waiting" });
		await second.handovers.look();
		expect(second.session.session.value).toEqual({ state: "waiting" });
	});

	it("goes where it shows other words, and the code with it", async () => {
		await first.wake();
		await first.handovers.look();
		await second.wake();
		await second.handovers.differ();
		expect(second.pairing.handover.value?.step).toBe("differed");
		await first.wake();
		await first.handovers.look();
		expect(first.pairing.handover.value?.step).toBe("ended");
		await second.wake();
		await second.handovers.close();
		expect(second.session.session.value).toEqual({ state: "none" });
	});

	it("then is the same person, and opens everything", async () => {
		await confirmBy(first);
		const [{ person_id }, phrase] = [first.session.ready(), first.pairing.handover.value?.phrase];
		await second.wake();
		await second.handovers.look();
		await second.feed.pull();
		expect(second.session.session.value).toMatchObject({ state: "ready", person_id });
		expect(second.checkins.mine.value.map(({ mood }) => mood)).toEqual([4, 2]);
		expect(second.pairing.handover.value?.phrase).toEqual(phrase);
	});

	it("can let a third phone in itself, even when the first is gone", async () => {
		await confirmBy(first);
		const { device_id } = first.session.ready();
		await second.wake();
		await second.handovers.look();
		await second.phones.removePhone(device_id);
		await second.handovers.close();
		await second.handovers.offer("device");
		const { code = "" } = second.pairing.handover.value ?? {};
		const third = await openPhone(server, "ana's third");
		await third.handovers.take("device", code);
		await confirmBy(second);
		await third.wake();
		await third.handovers.look();
		await third.feed.pull();
		expect(third.checkins.mine.value.map(({ mood }) => mood)).toEqual([4, 2]);
	});

	it("is no news any more once that phone is gone", async () => {
		await confirmBy(first);
		const news = () => first.pairing.handover.value?.step;
		await first.phones.listPhones();
		expect(news()).toBe("done");
		await second.wake();
		await second.handovers.look();
		const { device_id } = second.session.ready();
		await first.wake();
		await first.phones.removePhone(device_id);
		expect(news()).toBeUndefined();
		await first.wake();
		expect(news()).toBeUndefined();
	});

	it("gives keys back to a phone that lost them", async () => {
		await confirmBy(first);
		await second.wake();
		await second.handovers.look();
		const emptied = await openEmptied(server, second);
		await emptied.identity.checkSession();
		expect(emptied.session.session.value).toEqual({ state: "keys_gone" });
		await first.wake();
		await first.handovers.close();
		await first.handovers.offer("device");
		const { code = "" } = first.pairing.handover.value ?? {};
		await emptied.wake();
		await emptied.handovers.take("device", code);
		await confirmBy(first);
		await emptied.wake();
		await emptied.handovers.look();
		await emptied.feed.pull();
		expect(emptied.checkins.mine.value).toHaveLength(2);
	});
});

async function confirmBy(phone: Phone): Promise<void> {
	await phone.wake();
	await phone.handovers.look();
	await phone.handovers.confirm();
}

/** Ana's and Ben's phones have met; Ana's is awake. */
async function met(known?: Phone, other?: Phone): Promise<{ first: Phone; ben: Phone }> {
	const first = known ?? (await ana(server));
	await first.wake();
	await first.handovers.offer("pair");
	const { code = "" } = first.pairing.handover.value ?? {};
	const ben = other ?? (await started("ben"));
	await ben.wake();
	await ben.handovers.take("pair", code);
	await first.wake();
	await first.handovers.look();
	return { first, ben };
}

async function started(name: string): Promise<Phone> {
	const phone = await openPhone(server, name);
	await phone.identity.start();
	return phone;
}

async function through(first: Phone, ben: Phone, code: string): Promise<void> {
	await ben.wake();
	await ben.handovers.take("pair", code);
	await first.wake();
	await first.handovers.look();
	await first.handovers.confirm();
	await ben.wake();
	await ben.handovers.look();
	await ben.handovers.confirm();
	await first.wake();
	await first.handovers.look();
	await ben.wake();
}
