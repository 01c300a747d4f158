/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { afterUndo, meet, pair, ritualDraft } from "../../testing/stories";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const DAY = 86_400_000;

function states(phone: Phone) {
	return Object.fromEntries(phone.rituals.rituals.value.map(({ id, state }) => [id, state]));
}

/** Ben has proposed a dinner, and Ana's phone knows. */
async function proposed() {
	const both = await pair(server);
	const id = await both.ben.rituals.propose(ritualDraft());
	await meet(both.ben);
	await meet(both.ana);
	return { ...both, id };
}

async function agreed() {
	const both = await proposed();
	await both.ana.rituals.accept(both.id);
	await meet(both.ana);
	await meet(both.ben);
	return both;
}

describe("declining a proposal", () => {
	it("ends nothing, and tells the other", async () => {
		const { ana, ben, id } = await proposed();
		await ana.rituals.decline(id);
		expect(ana.rituals.rituals.value[0]).toMatchObject({ state: "declined", declined_by_me: true });
		await afterUndo(ana, ben);
		expect(ben.rituals.rituals.value[0]).toMatchObject({ state: "declined", declined_by_me: false });
	});

	it("goes without a trace where it was a slip", async () => {
		const { ana, id } = await proposed();
		const undo = await ana.rituals.decline(id);
		expect(await undo()).toBe(true);
		expect(states(ana)).toEqual({ [id]: "proposed" });
		await afterUndo(ana);
		expect(server.heard.some(({ path }) => path.endsWith("/refusal"))).toBe(false);
	});

	it("lets either propose other times", async () => {
		const { ana, ben, id } = await proposed();
		await ana.rituals.decline(id);
		await afterUndo(ana, ben);
		await ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [15] }));
		expect(states(ben)).toEqual({ [id]: "proposed" });
		await meet(ben);
		await meet(ana);
		expect(ana.rituals.rituals.value[0]).toMatchObject({ state: "proposed", accepted_by_me: false });
	});

	it("is about its own schedule, even if the phone was not told that it is gone", async () => {
		const { ana, ben, id } = await proposed();
		await ana.rituals.decline(id);
		await afterUndo(ana, ben);
		const { space_id = "" } = ben.rituals.rituals.value[0] ?? {};
		await ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [15] }));
		await meet(ben);
		const { person_id } = ana.session.ready();
		const at = new Date().toISOString();
		server.records.publish("ritual_refusals", space_id, id, { id, space_id, author_id: person_id, at, edit: 1 });
		await meet(ana);
		expect(states(ana)).toEqual({ [id]: "proposed" });
	});

	it("is forgotten on the phone after the server has forgotten it", async () => {
		const { ana, ben, id } = await proposed();
		await ana.rituals.decline(id);
		await afterUndo(ana, ben);
		await ana.forgetting.forgetOver(Date.now() + 22 * DAY);
		expect(states(ana)).toEqual({ [id]: "declined" });
		await ana.forgetting.forgetOver(Date.now() + 24 * DAY);
		expect(states(ana)).toEqual({ [id]: "proposed" });
	});

	it("wins over a yes that the same person's other phone says later, without a word", async () => {
		const { ana, ben, id } = await proposed();
		await ana.rituals.accept(id);
		server.faults.push({ on: /acceptance/, as: { status: 409, code: "declined" } });
		await meet(ana);
		expect(ana.tray.tray.value).toEqual([]);
		await meet(ben);
		expect(states(ben)).toEqual({ [id]: "proposed" });
	});
});

describe("an answer that is not sent yet", () => {
	it.each(["accept", "decline"] as const)("is marked on the ritual: %s", async (answer) => {
		const { ana, id } = await proposed();
		expect(ana.rituals.standing(id)).toMatchObject({ pending: false });
		await ana.rituals[answer](id);
		expect(ana.rituals.standing(id)).toMatchObject({ pending: true });
		await afterUndo(ana);
		expect(ana.rituals.standing(id)).toMatchObject({ pending: false });
	});

	it("is marked on the time that one is on the way to", async () => {
		const { ana } = await agreed();
		await ana.wake();
		const soon = () => ana.rituals.next.value;
		const [time] = ana.rituals.upcoming.value;
		if (!time) throw new Error("it comes back every week");
		await ana.rituals.onMyWay(time);
		expect(soon()).toMatchObject({ on_my_way: { by_me: true }, pending: true });
		await afterUndo(ana);
		expect(soon()).toMatchObject({ on_my_way: { by_me: true }, pending: false });
	});

	it("goes without a trace where one did not set out", async () => {
		const { ana } = await agreed();
		await ana.wake();
		const [time] = ana.rituals.upcoming.value;
		if (!time) throw new Error("it comes back every week");
		const undo = await ana.rituals.onMyWay(time);
		expect(await undo()).toBe(true);
		expect(ana.rituals.next.value).toMatchObject({ on_my_way: { by_me: false }, pending: false });
		await afterUndo(ana);
		expect(server.heard.some(({ path }) => path.includes("/answers/"))).toBe(false);
	});

	it("is marked as refused", async () => {
		const { ana, id } = await proposed();
		server.faults.push({ on: /acceptance/, as: { status: 403, code: "too_new" } });
		await ana.rituals.accept(id);
		await meet(ana);
		expect(ana.rituals.standing(id)).toMatchObject({ pending: true, stuck: true });
	});
});

describe("changing what both accepted", () => {
	it("leaves it standing until both accept the change", async () => {
		const { ana, ben, id } = await agreed();
		const change = await ben.rituals.editRitual(id, ritualDraft({ title: "Later dinner", lead_minutes: [15] }));
		expect(states(ben)).toEqual({ [id]: "accepted", [change]: "proposed" });
		expect(ben.rituals.next.value?.ritual.id).toBe(id);
		await meet(ben);
		await meet(ana);
		expect(ana.rituals.rituals.value.find((one) => one.id === change)).toMatchObject({ replaces: id });
		await ana.rituals.accept(change);
		expect(states(ana)).toEqual({ [id]: "replaced", [change]: "accepted" });
		expect(ana.rituals.standing(id)?.id).toBe(change);
		expect(new Set(ana.rituals.upcoming.value.map(({ ritual }) => ritual.id))).toEqual(new Set([change]));
		await meet(ana);
		await meet(ben);
		expect(states(ben)).toEqual({ [id]: "replaced", [change]: "accepted" });
	});

	it("leaves it standing after a no", async () => {
		const { ana, ben, id } = await agreed();
		const change = await ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [15] }));
		await meet(ben);
		await meet(ana);
		await ana.rituals.decline(change);
		await afterUndo(ana, ben);
		for (const phone of [ana, ben]) expect(states(phone)).toEqual({ [id]: "accepted", [change]: "declined" });
	});

	it("is one proposal, however often it is changed before both accept", async () => {
		const { ana, ben, id } = await agreed();
		const change = await ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [15] }));
		expect(await ben.rituals.editRitual(id, ritualDraft({ lead_minutes: [30] }))).toBe(change);
		expect(states(ben)).toEqual({ [id]: "accepted", [change]: "proposed" });
		expect(ben.rituals.changeOf(id)?.replaces).toBe(id);
		await meet(ben);
		await meet(ana);
		expect(ana.rituals.changeOf(id)).toMatchObject({ id: change, lead_minutes: [30] });
	});
});
