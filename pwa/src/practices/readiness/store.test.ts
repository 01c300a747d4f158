import { afterEach, describe, expect, it, vi } from "vitest";
import { minute } from "../../kernel/clock";
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

	it("keeps the rule that was chosen, also once it is taken back", async () => {
		await say(ana, "touch", { reveal: "always" });
		await ana.readiness.takeBack("touch");
		await meet(ana);
		expect(ana.readiness.rules.value).toMatchObject({ touch: "always", intimacy: "mutual", talk: "always" });
		expect(ana.readiness.isKnown.value).toBe(true);
	});
});

describe("double-blind", () => {
	it("shows both only while both are ready", async () => {
		await say(ana, "touch");
		await meet(ana);
		await meet(ben);
		expect(ben.readiness.theirs.value).toEqual({});
		await say(ben, "touch", { until: Date.now() + HOUR });
		await meet(ben);
		await ben.feed.pull();
		expect(ben.readiness.bothUntil("touch")).toBe(ben.readiness.mine.value.touch?.until);
		await meet(ana);
		expect(ana.readiness.bothUntil("touch")).toBe(ana.readiness.theirs.value.touch?.until);
	});

	it("ends for both when one takes it back, which overtakes all that waits", async () => {
		await say(ana, "intimacy");
		await meet(ana);
		await say(ben, "intimacy");
		await meet(ben);
		await ben.checkins.checkIn(3);
		await ben.readiness.takeBack("intimacy");
		const [first] = [...ben.queue.queue.value].sort((a, b) => Number(b.urgent) - Number(a.urgent));
		expect(first?.kind).toBe("readiness");
		await meet(ben);
		expect([ben.readiness.mine.value, ben.readiness.theirs.value]).toEqual([{}, {}]);
		await meet(ana);
		expect(ana.readiness.theirs.value).toEqual({});
		expect(states(ana.readiness.mine.value)).toEqual({ intimacy: "ready" });
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

	it("to the minute where it is seen anyway", async () => {
		await say(ana, "talk");
		await meet(ana);
		const end = ana.readiness.mine.value.talk?.until;
		await meet(ben);
		server.records.lie(ben.session.ready().person_id, "readiness", {
			until: new Date(Date.now() + 99 * HOUR).toISOString(),
		});
		await ben.feed.pull();
		expect(ben.readiness.theirs.value.talk).toMatchObject({ state: "ready", until: end });
		await inHours(4.1);
		expect(ben.readiness.theirs.value).toEqual({});
	});

	it("to the day where it shows only while both are ready", async () => {
		for (const phone of [ana, ben]) {
			await phone.wake();
			await say(phone, "touch");
			await meet(phone);
		}
		await ben.feed.pull();
		server.records.lie(ben.session.ready().person_id, "readiness", {
			until: new Date(Date.now() + 99 * HOUR).toISOString(),
		});
		await ben.feed.pull();
		expect(ben.readiness.bothUntil("touch")).toBeLessThanOrEqual(Date.now() + 48 * HOUR);
		await inHours(48);
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

	it("does not bring back what was taken back since", async () => {
		await say(ana, "talk");
		await meet(ana);
		const backup = server.readiness.backUp();
		await ana.readiness.takeBack("talk");
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
	await ana.session.leave();
	await say(ana, "talk");
	expect(ana.queue.queue.value).toEqual([]);
});
