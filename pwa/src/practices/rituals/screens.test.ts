/**
 * What the screens of rituals say to the two, and to one alone.
 *
 * @module-tag slow
 */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { held } from "../../kernel/drafts/drafts";
import { savePreferences } from "../../kernel/preferences/preferences";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import Time from "../../screens/time";
import { FakeServer } from "../../testing/fake-server";
import { type Agreed, agreedRitual } from "../../testing/one-ritual";
import { openPhone, type Phone } from "../../testing/phone";
import { button, closeScreen, fields, titles, wordsIn } from "../../testing/screen";
import { ana, connect, meet, ritualDraft } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import { type Choices, choicesOf } from "./draft";
import EditRitual from "./edit";
import { kindWord } from "./kind-face";
import MakeRitual from "./make";
import OneRitual from "./one";
import { ReminderActs } from "./reminder-acts";
import time from "./time";

const HOUR = 3_600_000;

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

const TimeScreen = () => Time({ parts: [time] });

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
	vi.mocked(say).mockClear();
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
	vi.unstubAllEnvs();
});

const agreed = () => agreedRitual(server, [1440, 60]);

/** Ana's phone, with a ritual; nobody is connected. */
async function hersAlone(): Promise<{ phone: Phone; id: string }> {
	const phone = await ana(server);
	const id = await phone.rituals.propose(ritualDraft());
	await meet(phone);
	return { phone, id };
}

/** Ana's phone, with a ritual from before she connected with Ben. */
async function onlyHers(): Promise<{ phone: Phone; id: string }> {
	const { phone, id } = await hersAlone();
	const ben = await openPhone(server, "ben");
	await ben.identity.start();
	await connect(phone, ben);
	await phone.wake();
	return { phone, id };
}

/** Ben proposes another time for this ritual; resolves to the id of his proposal. */
async function proposedByBen({ phone, ben, id }: Agreed): Promise<string> {
	const later = ritualDraft({ lead_minutes: [1440, 60] });
	await ben.wake();
	const change = await ben.rituals.editRitual(id, {
		...later,
		place: "By the lake",
		recurrence: { ...later.recurrence, starts: "2020-01-03T20:30" },
	});
	await meet(ben);
	await meet(phone);
	return change;
}

/** The field of the note, as drawn now. */
const note = () => fields(EditRitual)[2];

/** Open the form of this ritual, with these choices changed. */
function edit(phone: Phone, id: string, changed: Partial<Choices>): void {
	const ritual = phone.rituals.standing(id);
	if (!ritual) throw new Error("it is on this phone");
	route.params.id = id;
	keepDraft(`ritual/${id}`, { ...choicesOf(ritual), ...changed });
}

describe("the form of what both accepted", () => {
	it.each<[string, Partial<Choices>]>([
		["the reminders", { leads: [30] }],
		["the time", { time: "20:00" }],
	])("says that a change of %s needs a yes again, and proposes it", async (_, changed) => {
		const { phone, id } = await agreed();
		edit(phone, id, changed);
		expect(wordsIn(EditRitual, "p")).toContain(m.ritual_change_lead({ name: "Ben" }));
		await button(EditRitual, m.propose_to({ name: "Ben" }))();
		expect(say).toHaveBeenLastCalledWith(m.ritual_proposed({ name: "Ben" }));
		expect(phone.rituals.changeOf(id)).toMatchObject({ state: "proposed" });
	});

	it.each<[string, Partial<Choices>]>([
		["the place", { place: "At home" }],
		["the order of its reminders", { place: "At home", leads: [60, 1440] }],
	])("saves a change of %s for both", async (_, changed) => {
		const { phone, id } = await agreed();
		edit(phone, id, changed);
		expect(wordsIn(EditRitual, "p")).not.toContain(m.ritual_change_lead({ name: "Ben" }));
		await button(EditRitual, m.save_for_both())();
		expect(say).toHaveBeenLastCalledWith(m.saved());
		expect(phone.rituals.changeOf(id)).toBeUndefined();
		expect(phone.rituals.standing(id)).toMatchObject({ state: "accepted", place: "At home" });
	});
});

describe("what is typed in the form of what both accepted", () => {
	it("is there again once both accepted a change of it, with the changed time", async () => {
		const both = await agreed();
		const { phone, id } = both;
		const change = await proposedByBen(both);
		route.params.id = id;
		note()?.type("Bring the candles");
		await phone.rituals.accept(change);
		await meet(phone);
		for (const opened of [id, change]) {
			route.params.id = opened;
			expect(note()?.value).toBe("Bring the candles");
		}
		await button(EditRitual, m.save_for_both())();
		expect(phone.rituals.standing(id)).toMatchObject({
			id: change,
			state: "accepted",
			note: "Bring the candles",
			place: "By the lake",
			recurrence: { starts: "2020-01-03T20:30" },
		});
		expect(held.value.size).toBe(0);
	});

	it("is in the ritual once both accepted a change of it, if it was saved before", async () => {
		const both = await agreed();
		const { phone, ben, id } = both;
		const change = await proposedByBen(both);
		route.params.id = id;
		fields(EditRitual)[1]?.type("At home");
		note()?.type("Bring the candles");
		await button(EditRitual, m.save_for_both())();
		expect(phone.rituals.standing(id)).toMatchObject({ id, note: "Bring the candles", place: "At home" });
		await meet(phone);
		await phone.rituals.accept(change);
		await meet(phone);
		await meet(ben);
		const accepted = { id: change, state: "accepted", note: "Bring the candles", place: "By the lake" };
		expect(ben.rituals.standing(id)).toMatchObject(accepted);
	});

	it("is there again once a proposed change of it is withdrawn", async () => {
		const { phone, id } = await agreed();
		edit(phone, id, { time: "20:00" });
		await button(EditRitual, m.propose_to({ name: "Ben" }))();
		const change = phone.rituals.changeOf(id)?.id ?? "";
		closeScreen();
		route.params.id = change;
		note()?.type("Bring the candles");
		await phone.rituals.endRitual(change);
		route.params.id = id;
		expect(note()?.value).toBe("Bring the candles");
	});
});

it("offers who proposed a change to withdraw it, and the other to say yes or rather not", async () => {
	const both = await agreed();
	const change = await proposedByBen(both);
	route.params.id = change;
	const buttons = () => wordsIn(OneRitual, "button");
	expect(buttons()).toEqual([m.ritual_decline(), m.ritual_accept()]);
	await both.ben.wake();
	expect(buttons()).toEqual([m.proposal_withdraw()]);
	route.params.id = both.id;
	expect(buttons()).toContain(m.ritual_end());
});

it("keeps what is typed for a new ritual when the two connect", async () => {
	const phone = await ana(server);
	button(MakeRitual, kindWord("walk"))();
	fields(MakeRitual)[0]?.type("Along the river");
	const ben = await openPhone(server, "ben");
	await ben.identity.start();
	await connect(phone, ben);
	await phone.wake();
	expect(fields(MakeRitual)[0]?.value).toBe("Along the river");
});

describe("the zone of a ritual", () => {
	it("can be changed from the form to the one of this phone, and needs a yes again", async () => {
		vi.stubEnv("TZ", "Asia/Tokyo");
		const { phone, id } = await agreed();
		edit(phone, id, {});
		expect(wordsIn(EditRitual, "label")).toEqual(expect.arrayContaining(["Berlin", "Tokyo"]));
		edit(phone, id, { zone: "Asia/Tokyo" });
		closeScreen();
		expect(wordsIn(EditRitual, "label")).toEqual(expect.arrayContaining(["Berlin", "Tokyo"]));
		await button(EditRitual, m.propose_to({ name: "Ben" }))();
		expect(phone.rituals.changeOf(id)?.recurrence).toMatchObject({ zone: "Asia/Tokyo" });
		expect(phone.rituals.changeOf(id)?.recurrence.starts).toMatch(/T19:00$/);
	});

	it("is not asked about where there is one", async () => {
		vi.stubEnv("TZ", "Europe/Berlin");
		const { phone, id } = await agreed();
		await savePreferences({ zone: "Europe/Berlin" });
		edit(phone, id, {});
		expect(wordsIn(EditRitual, "legend")).not.toContain(m.ritual_zone());
	});
});

describe("a ritual that is only one's own", () => {
	it.each([
		["alone", hersAlone],
		["after connecting", onlyHers],
	])("is saved without a yes %s", async (_, made) => {
		const { phone, id } = await made();
		for (const changed of [{ time: "20:00" }, { place: "At home" }]) {
			edit(phone, id, changed);
			expect(wordsIn(EditRitual, "p")).not.toContain(m.ritual_change_lead({ name: "Ben" }));
			await button(EditRitual, m.save())();
			expect(say).toHaveBeenLastCalledWith(m.saved());
			expect(phone.rituals.standing(id)).toMatchObject({ id, state: "accepted" });
			closeScreen();
		}
	});

	it("is not listed under what both agreed on", async () => {
		const { phone } = await onlyHers();
		expect(titles(TimeScreen)).toContain(m.time_mine());
		expect(titles(TimeScreen)).not.toContain(m.time_agreed());
		await phone.rituals.propose(ritualDraft({ title: "Ours" }));
		expect(titles(TimeScreen)).toEqual([m.time_coming(), m.proposed(), m.time_mine()]);
	});

	it("does not end for both", async () => {
		const { id } = await onlyHers();
		route.params.id = id;
		expect(wordsIn(OneRitual, "p")).not.toContain(m.ritual_end_hint());
		expect(wordsIn(OneRitual, "p")).toContain(m.ritual_only_mine());
	});

	it.each([
		["nobody about hers", onlyHers, false],
		["Ben about theirs", agreed, true],
	])("tells %s that Ana is on her way", async (_, made, tells) => {
		const { phone, id } = await made();
		const ritual = phone.rituals.standing(id);
		const [occurrence] = ritual ? phone.rituals.occurrences(ritual, Date.now(), 1) : [];
		if (!occurrence) throw new Error("it comes back every week");
		const soon = { ...occurrence, at: minute.value, ends_at: minute.value + HOUR };
		const buttons = wordsIn(() => ReminderActs({ occurrence: soon }), "button");
		expect(buttons.includes(m.on_my_way())).toBe(tells);
		expect(buttons).toContain(m.snooze());
	});
});

it("offers Undo when a time is skipped", async () => {
	const { phone } = await agreed();
	await phone.wake();
	const time = () => phone.rituals.upcoming.value[0];
	const occurrence = time();
	if (!occurrence) throw new Error("it comes back every week");
	await button(() => ReminderActs({ occurrence }), m.not_tonight())();
	expect(time()).toMatchObject({ state: "skipped" });
	const [said, undo] = vi.mocked(say).mock.lastCall ?? [];
	expect(said).toBe(m.occurrence_is_skipped());
	await undo?.();
	expect(time()).toMatchObject({ state: "planned" });
});
