/** What the screens of rituals say to the two, and to one alone. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/draft-writing";
import { m } from "../../paraglide/messages.js";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { button, closeScreen, titles, wordsIn } from "../../testing/screen";
import { ana, connect, meet, pair, ritualDraft } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import { type Choices, choicesOf } from "./draft";
import EditRitual from "./edit";
import OneRitual from "./one";
import { ReminderActs } from "./reminder-acts";
import TimeScreen from "./screen";

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

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
});

/** Ana's phone, with a ritual that Ben has accepted. */
async function agreed(): Promise<{ phone: Phone; id: string }> {
	const both = await pair(server);
	await both.ana.wake();
	const id = await both.ana.rituals.propose(ritualDraft({ lead_minutes: [1440, 60] }));
	await meet(both.ana);
	await meet(both.ben);
	await both.ben.rituals.accept(id);
	await meet(both.ben);
	await meet(both.ana);
	return { phone: both.ana, id };
}

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
		await button(EditRitual, m.ritual_propose({ name: "Ben" }))();
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
		expect(titles(TimeScreen)).toEqual([m.time_coming(), m.time_proposed(), m.time_mine()]);
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
		const buttons = wordsIn(() => ReminderActs({ occurrence }), "button");
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
