/** @module-tag slow */

import { afterEach, describe, expect, it, vi } from "vitest";
import { look, minute } from "../../kernel/store/clock";
import { ana, ben, server } from "../../testing/paired";
import type { Phone } from "../../testing/phone";
import { meet } from "../../testing/stories";
import type { Area, Wish } from "./store";

const HOUR = 3_600_000;

afterEach(() => {
	vi.useRealTimers();
	minute.value = Date.now();
});

const wish = (area: Area, parts: Partial<Wish> = {}): Wish => ({
	area,
	state: "ready",
	reveal: area === "talk" || area === "money" ? "always" : "mutual",
	until: Date.now() + 4 * HOUR,
	energy: 3,
	...parts,
});
const say = (phone: Phone, area: Area, parts?: Partial<Wish>) => phone.readiness.sayReady([wish(area, parts)]);
const states = (said: Phone["readiness"]["mine"]["value"]) =>
	Object.fromEntries(Object.entries(said).map(([area, { state }]) => [area, state]));
const bodies = () =>
	server.heard.filter(({ path }) => path.startsWith("/readiness")).map(({ body }) => JSON.parse(body ?? ""));

describe("saying it", () => {
	it("holds at once, offline, and is sealed", async () => {
		await say(ana, "talk");
		expect(ana.readiness.mine.value.talk).toMatchObject({ state: "ready", energy: 3, pending: true });
		await meet(ana);
		expect(ana.readiness.mine.value.talk?.pending).toBe(false);
		expect(JSON.stringify(bodies())).not.toContain("energy");
		await meet(ben);
		expect(ben.readiness.theirs.value.talk).toMatchObject({ state: "ready", energy: 3 });
	});

	it.each([-3, 1])("counts as ended where somebody set this phone's clock by %i hours", async (hours) => {
		await say(ana, "talk");
		await meet(ana);
		vi.useFakeTimers({ now: Date.now() + hours * HOUR, toFake: ["Date"] });
		look();
		expect(ana.readiness.mine.value).toEqual({});
		vi.useRealTimers();
		look();
		expect(ana.readiness.mine.value.talk).toMatchObject({ state: "ready" });
	});

	it("replaces what was said before: what was not sent yet never goes, and the edit stays one", async () => {
		await say(ana, "talk", { state: "maybe" });
		await say(ana, "talk", { energy: 5 });
		await meet(ana);
		await say(ana, "talk", { energy: 1 });
		await meet(ana);
		expect(bodies().map(({ edit, state }) => [edit, state])).toEqual([
			[1, "ready"],
			[1, "ready"],
		]);
		await meet(ben);
		expect(ben.readiness.theirs.value.talk?.energy).toBe(1);
	});

	it("lasts a minute at least and a day at most", async () => {
		await say(ana, "talk", { until: Date.now() });
		await say(ana, "money", { until: Date.now() + 99 * HOUR });
		await meet(ana);
		expect(bodies().map(({ duration_seconds }) => duration_seconds)).toEqual([60, 86_400]);
	});

	it("ends on a quarter of an hour, and keeps that end where it is said again", async () => {
		await say(ana, "talk", { until: Date.now() + HOUR });
		const end = ana.readiness.mine.value.talk?.until ?? 0;
		expect(end % (HOUR / 4)).toBe(0);
		await say(ana, "talk", { until: end, energy: 5 });
		expect(ana.readiness.mine.value.talk?.until).toBe(end);
		await meet(ana);
		await meet(ben);
		expect(ben.readiness.theirs.value.talk).toMatchObject({ until: end, energy: 5 });
	});

	it("keeps the rule that was chosen, also once it is withdrawn", async () => {
		await say(ana, "touch", { reveal: "always" });
		await ana.readiness.withdrawReadiness("touch");
		await meet(ana);
		expect(ana.readiness.rules.value).toMatchObject({ touch: "always", intimacy: "mutual", talk: "always" });
		expect(ana.readiness.isKnown.value).toBe(true);
	});
});

/** Both say that they are ready, and have been for long enough. */
async function match(area: Area, parts?: Partial<Wish>): Promise<void> {
	for (const phone of [ana, ben]) {
		await phone.wake();
		await say(phone, area, parts);
		await meet(phone);
	}
	server.readiness.ripen();
	await ben.feed.pull();
}

describe("double-blind", () => {
	it("shows both once both have stood ready", async () => {
		await say(ana, "touch");
		await meet(ana);
		await meet(ben);
		await say(ben, "touch", { until: Date.now() + HOUR });
		await meet(ben);
		await ben.feed.pull();
		expect([ben.readiness.theirs.value, ben.readiness.bothUntil("touch")]).toEqual([{}, null]);
		server.readiness.ripen();
		await ben.feed.pull();
		expect(ben.readiness.bothUntil("touch")).toBe(ben.readiness.mine.value.touch?.until);
		await meet(ana);
		expect(ana.readiness.bothUntil("touch")).toBe(ana.readiness.theirs.value.touch?.until);
	});

	it("says that both are ready when both know it, and not before", async () => {
		await say(ana, "touch", { reveal: "always" });
		await meet(ana);
		await meet(ben);
		await say(ben, "touch");
		await meet(ben);
		expect(ben.readiness.theirs.value.touch).toMatchObject({ state: "ready", matched: false });
		expect(ben.readiness.bothUntil("touch")).toBeNull();
		server.readiness.ripen();
		await ben.feed.pull();
		expect(ben.readiness.bothUntil("touch")).not.toBeNull();
	});

	it("ends for both when one takes it back, which overtakes all that waits", async () => {
		await match("intimacy");
		await ben.checkins.checkIn(3);
		await ben.readiness.withdrawReadiness("intimacy");
		const [first] = [...ben.queue.queue.value].sort((a, b) => Number(b.urgent) - Number(a.urgent));
		expect(first?.kind).toBe("readiness");
		await meet(ben);
		expect([ben.readiness.mine.value, ben.readiness.theirs.value]).toEqual([{}, {}]);
		await meet(ana);
		expect(ana.readiness.theirs.value).toEqual({});
		expect(states(ana.readiness.mine.value)).toEqual({ intimacy: "ready" });
	});

	it("leaves with both that they were both ready, until the clock ends it", async () => {
		await match("touch");
		await ben.readiness.withdrawReadiness("touch");
		await meet(ben);
		for (const phone of [ben, ana]) {
			await meet(phone);
			expect([...phone.readiness.wereBoth.value]).toEqual(["touch"]);
		}
		vi.useFakeTimers({ now: Date.now() + 1.1 * HOUR, toFake: ["Date"] });
		minute.value = Date.now();
		expect([...ana.readiness.wereBoth.value]).toEqual([]);
		await ana.forgetting.forgetOver(Date.now());
		expect(ana.records.table("readiness_matches").value.size).toBe(0);
	});

	it("is said of both only once the partner can see it too", async () => {
		await ben.wake();
		await say(ben, "talk");
		await meet(ben);
		await meet(ana);
		await say(ana, "talk");
		expect(ana.readiness.bothUntil("talk")).toBeNull();
		await meet(ana);
		expect(ana.readiness.bothUntil("talk")).not.toBeNull();
	});

	it("leaves nothing where both saw it anyway", async () => {
		await match("talk");
		expect(ben.readiness.bothUntil("talk")).not.toBeNull();
		expect([...ben.readiness.wereBoth.value]).toEqual([]);
	});
});

describe("ready too often within an hour", () => {
	const refused = { status: 409, code: "often_ready" };

	it("shows what holds at the server, and says why it was not sent", async () => {
		await say(ana, "talk", { state: "maybe" });
		await meet(ana);
		server.faults.push({ on: /PUT \/readiness/, as: refused });
		await say(ana, "talk");
		await meet(ana);
		expect(ana.readiness.mine.value.talk).toMatchObject({ state: "maybe", pending: false });
		expect(ana.queue.stuckItems.value.map(({ stuck }) => stuck?.code)).toEqual(["often_ready"]);
	});

	it("shows nothing where nothing holds; not now puts the refusal away", async () => {
		server.faults.push({ on: /PUT \/readiness/, as: refused });
		await say(ana, "touch");
		await meet(ana);
		expect(ana.readiness.mine.value).toEqual({});
		await ana.readiness.withdrawReadiness("touch");
		await meet(ana);
		expect(ana.queue.queue.value).toEqual([]);
	});
});

it("believes no readiness of the partner that is not sealed", async () => {
	await say(ana, "talk");
	await meet(ana);
	await meet(ben);
	const { person_id, couple } = ben.session.ready();
	const author_id = couple?.partner_id ?? "";
	const place = { kind: "readiness", space_id: couple?.id ?? "", id: `${author_id}/talk` };
	const until = new Date(Date.now() + HOUR).toISOString();
	const claimed = { author_id, sealed_by: author_id, edit: 1, words: null, state: "ready", until };
	server.records.tell(person_id, { ...place, body: { ...claimed, ...place } });
	await ben.feed.pull();
	expect(ben.readiness.theirs.value).toEqual({});
});

describe("lasts no longer than its author sealed, whatever the server says", () => {
	const inHours = async (hours: number): Promise<void> => {
		await ben.wake();
		vi.useFakeTimers({ now: Date.now() + hours * HOUR, toFake: ["Date"] });
		minute.value = Date.now();
	};

	it("to the quarter of an hour where it is seen anyway", async () => {
		await say(ana, "talk");
		await meet(ana);
		const end = ana.readiness.mine.value.talk?.until;
		await meet(ben);
		server.records.lie(ben.session.ready().person_id, "readiness", {
			until: new Date(Date.now() + 99 * HOUR).toISOString(),
		});
		await ben.feed.pull();
		expect(ben.readiness.theirs.value.talk).toMatchObject({ state: "ready", until: end });
		await inHours(4.3);
		expect(ben.readiness.theirs.value).toEqual({});
	});

	it("to the day where it shows only while both are ready", async () => {
		await match("touch");
		server.records.lie(ben.session.ready().person_id, "readiness", {
			until: new Date(Date.now() + 99 * HOUR).toISOString(),
		});
		await ben.feed.pull();
		expect(ben.readiness.bothUntil("touch")).toBeLessThanOrEqual(Date.now() + 48 * HOUR);
		await inHours(48.5);
		expect([ben.readiness.theirs.value, ben.readiness.mine.value]).toEqual([{}, {}]);
	});
});

it("ends by the clock alone", async () => {
	await say(ana, "talk");
	await meet(ana);
	await meet(ben);
	await ben.wake();
	vi.useFakeTimers({ now: Date.now() + 5 * HOUR, toFake: ["Date"] });
	minute.value = Date.now();
	expect(ben.readiness.theirs.value).toEqual({});
	await ana.wake();
	expect(ana.readiness.mine.value).toEqual({});
});

describe("after a restore", () => {
	it("says again what the server lost while it holds", async () => {
		await say(ana, "talk", { energy: 4 });
		await meet(ana);
		server.restoreAll(() => null);
		server.readiness.restore(new Map());
		await meet(ana);
		await meet(ana);
		await meet(ben);
		expect(ben.readiness.theirs.value.talk).toMatchObject({ state: "ready", energy: 4 });
	});

	it("does not bring back what was withdrawn since", async () => {
		await say(ana, "talk");
		await meet(ana);
		const backup = server.readiness.backUp();
		await ana.readiness.withdrawReadiness("talk");
		await meet(ana);
		server.restoreAll(() => null);
		server.readiness.restore(backup);
		await meet(ana);
		await meet(ana);
		expect(ana.readiness.mine.value).toEqual({});
		await meet(ben);
		expect(ben.readiness.theirs.value).toEqual({});
	});
});

it("says nothing while one is alone", async () => {
	await ana.account.leave();
	await say(ana, "talk");
	expect(ana.queue.queue.value).toEqual([]);
});
