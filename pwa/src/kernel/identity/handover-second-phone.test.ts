/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { confirmBy } from "../../testing/meeting";
import { openEmptied, openPhone, type Phone } from "../../testing/phone";
import { meet, pair } from "../../testing/stories";

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
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(4);
		await meet(first);
		await first.handovers.offer("device");
		const { code = "" } = first.handoverShown.handover.value ?? {};
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
		expect(second.handoverShown.handover.value?.step).toBe("differed");
		await first.wake();
		await first.handovers.look();
		expect(first.handoverShown.handover.value?.step).toBe("ended");
		await second.wake();
		await second.handovers.close();
		expect(second.session.session.value).toEqual({ state: "none" });
	});

	it("signs out where it shows other words and the first phone has said yes already", async () => {
		await confirmBy(first);
		await second.wake();
		await second.handovers.look();
		await second.handovers.differ();
		expect(second.handoverShown.handover.value?.step).toBe("differed");
		await second.handovers.close();
		await second.identity.checkSession();
		expect(second.session.session.value).toEqual({ state: "none" });
		await first.wake();
		expect(await first.phones.listPhones()).toHaveLength(1);
	});

	it("then is the same person, and opens everything", async () => {
		await confirmBy(first);
		const [{ person_id }, phrase] = [first.session.ready(), first.handoverShown.handover.value?.phrase];
		await confirmBy(second);
		await second.feed.pull();
		expect(second.session.session.value).toMatchObject({ state: "ready", person_id });
		expect(second.checkins.mine.value.map(({ mood }) => mood)).toEqual([4, 2]);
		expect(second.handoverShown.handover.value?.phrase).toEqual(phrase);
	});

	it("does not move in before its person has said there that the words are the same", async () => {
		await confirmBy(first);
		await second.wake();
		await second.handovers.look();
		await second.handovers.look();
		expect(second.handoverShown.handover.value).toMatchObject({ step: "taken" });
		expect(second.session.session.value).toEqual({ state: "waiting" });
		await second.handovers.confirm();
		expect(second.handoverShown.handover.value).toMatchObject({ step: "done" });
	});

	it("may say so before the first phone does, and then waits for it", async () => {
		await first.wake();
		await first.handovers.look();
		await confirmBy(second);
		expect(second.handoverShown.handover.value).toMatchObject({ step: "confirmed" });
		await confirmBy(first);
		await second.wake();
		await second.handovers.look();
		expect(second.session.session.value).toMatchObject({ state: "ready" });
	});

	it("can let a third phone in itself, even when the first is gone", async () => {
		await confirmBy(first);
		const { device_id } = first.session.ready();
		await confirmBy(second);
		await second.phones.removePhone(device_id);
		await second.handovers.close();
		await second.handovers.offer("device");
		const { code = "" } = second.handoverShown.handover.value ?? {};
		const third = await openPhone(server, "ana's third");
		await third.handovers.take("device", code);
		await confirmBy(second);
		await confirmBy(third);
		await third.feed.pull();
		expect(third.checkins.mine.value.map(({ mood }) => mood)).toEqual([4, 2]);
	});

	it("is no news any more once that phone is gone", async () => {
		await confirmBy(first);
		const news = () => first.handoverShown.handover.value?.step;
		await first.phones.listPhones();
		expect(news()).toBe("done");
		await confirmBy(second);
		const { device_id } = second.session.ready();
		await first.wake();
		await first.phones.removePhone(device_id);
		expect(news()).toBeUndefined();
		await first.wake();
		expect(news()).toBeUndefined();
	});

	it("gives keys back to a phone that lost them", async () => {
		await confirmBy(first);
		await confirmBy(second);
		const emptied = await openEmptied(server, second);
		await emptied.identity.checkSession();
		expect(emptied.session.session.value).toEqual({ state: "keys_gone" });
		await first.wake();
		await first.handovers.close();
		await first.handovers.offer("device");
		const { code = "" } = first.handoverShown.handover.value ?? {};
		await emptied.wake();
		await emptied.handovers.take("device", code);
		await confirmBy(first);
		await confirmBy(emptied);
		await emptied.feed.pull();
		expect(emptied.checkins.mine.value).toHaveLength(2);
	});
});
