/** What the page of one time says of it, and what it takes back. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { minute } from "../../kernel/store/clock";
import { FakeServer } from "../../testing/fake-server";
import { button, closeScreen, lookOf, wordsIn } from "../../testing/screen";
import { ana, meet, ritualDraft } from "../../testing/stories";
import { clockTime, dayWord, longDate } from "../../ui/when";
import { OccurrenceCard } from "./occurrence-card";
import OccurrenceScreen from "./occurrence-screen";
import type { Occurrence } from "./store";

const route = vi.hoisted(() => ({ path: "/", params: { id: "", original: "" } }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));

beforeEach(() => {
	vi.stubEnv("TZ", "Europe/Berlin");
});

afterEach(() => {
	closeScreen();
	minute.value = Date.now();
	vi.unstubAllGlobals();
	vi.unstubAllEnvs();
});

/** The page of the next time of a ritual on Mondays at 03:00 in Tokyo, which is Sunday at 18:00 or 19:00 in Berlin. */
async function open() {
	const phone = await ana(new FakeServer());
	vi.stubGlobal("navigator", { ...navigator, language: "en-GB", languages: ["en-GB"] });
	const recurrence = { ...ritualDraft().recurrence, starts: "2020-01-06T03:00", zone: "Asia/Tokyo" };
	const id = await phone.rituals.propose(ritualDraft({ recurrence }));
	await meet(phone);
	const time = (): Occurrence => {
		const ritual = phone.rituals.standing(id);
		const [next] = ritual ? phone.rituals.occurrences(ritual, Date.now(), 1) : [];
		if (!next) throw new Error("it comes back every week");
		return next;
	};
	route.params = { id, original: time().original };
	return { phone, time };
}

const said = (tag: string): string => wordsIn(OccurrenceScreen, tag).join(" | ");

it("says one's own day and time first, and the time in the ritual's zone beside it", async () => {
	const { time } = await open();
	expect(said("p")).toMatch(/^Sunday.*1[89]:00/);
	expect(said("span")).toMatch(/Mon.*, 03:00 Tokyo time/);
	const card = wordsIn(() => OccurrenceCard({ occurrence: time() }), "span").join(" | ");
	expect(card).toMatch(/Sun.*1[89]:00.*Mon.*, 03:00 Tokyo time/);
});

it("says from when a time was moved, and goes back to it", async () => {
	const { phone, time } = await open();
	const planned = time();
	const day = planned.original.slice(0, 10);
	await phone.rituals.move(planned, `${day}T04:30`);
	expect(said("p")).toContain(`Moved from ${clockTime(planned.at)}.`);
	await phone.rituals.move(planned, `${day}T23:30`);
	expect(said("p")).toContain(`Moved from ${longDate(planned.at, Date.now())}, ${clockTime(planned.at)}.`);
	expect(said("span")).not.toMatch(/\bMoved\b/);
	await button(OccurrenceScreen, "Back to the planned time")();
	await vi.waitFor(() => expect(time()).toMatchObject({ state: "planned", at: planned.at }));
	expect(said("p")).not.toContain("Moved from");
});

it("does not go back to a planned time that has passed", async () => {
	const { phone, time } = await open();
	const planned = time();
	await phone.rituals.move(planned, `${planned.original.slice(0, 10)}T04:30`);
	minute.value = planned.at - 1;
	expect(said("button")).toContain("Back to the planned time");
	minute.value = planned.at;
	expect(said("button")).not.toContain("Back to the planned time");
});

it.each([
	[5, "only-read"],
	[20, ""],
])("says the date beside a tile, which has no month, to all where it is %i days away", async (days, look) => {
	const { time } = await open();
	const occurrence = { ...time(), at: minute.value + days * 86_400_000 };
	const words = `${dayWord(occurrence.at, minute.value)}, `;
	expect(wordsIn(() => OccurrenceCard({ occurrence }), "span")).toContain(words);
	expect(lookOf(() => OccurrenceCard({ occurrence }), words, "span")).toBe(look);
});

it("takes back what was changed by its own name", async () => {
	const { phone, time } = await open();
	await phone.rituals.skip(time());
	expect(said("button")).not.toContain("Back to the planned time");
	await button(OccurrenceScreen, "Not skipped after all")();
	await vi.waitFor(() => expect(time().state).toBe("planned"));
	await phone.rituals.markKept(time());
	closeScreen();
	await button(OccurrenceScreen, "Not kept after all")();
	await vi.waitFor(() => expect(time().state).toBe("planned"));
});
