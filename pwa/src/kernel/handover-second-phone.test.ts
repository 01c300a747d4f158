import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/fake-server";
import { confirmBy } from "../testing/meeting";
import { openEmptied, openPhone, type Phone } from "../testing/phone";
import { meet, pair } from "../testing/stories";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
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
