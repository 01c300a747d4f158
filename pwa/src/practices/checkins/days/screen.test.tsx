/**
 * What the screens of past days show, in the zone of the phone that shows them.
 *
 * @module-tag slow
 */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dayOf } from "../../../kernel/store/clock";
import { keepCheckIn } from "../../../testing/check-ins";
import { ana } from "../../../testing/paired";
import { button, closeScreen, labels, titles, wordsIn } from "../../../testing/screen";
import { noonOfYesterday } from "../store";
import { dayName } from "./calendar";
import DaysScreen from "./screen";

const place = vi.hoisted(() => ({ params: {}, query: {} }));

vi.mock("preact/hooks", async () => (await import("../../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => place, useRoute: () => place }));
vi.mock("../../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../../ui/snackbar", () => ({ say: vi.fn(), hush: vi.fn() }));

beforeEach(() => {
	vi.stubEnv("TZ", "Europe/Berlin");
	vi.stubGlobal("navigator", { ...navigator, language: "en-GB", languages: ["en-GB"] });
});

afterEach(() => {
	closeScreen();
	vi.unstubAllEnvs();
});

function open(of: string | undefined, query: Readonly<Record<string, string>> = {}): void {
	closeScreen();
	Object.assign(place, { params: { of }, query });
}

const partner = (): string => ana.session.ready().couple?.partner_id ?? "";
const at = (time: string): number => Date.parse(time);
const days = (): readonly string[] => labels(DaysScreen, "a").filter((label) => label.includes("day "));

it("shows each of you by the last face of a day, and who sees yours", async () => {
	await keepCheckIn(ana, { at: at("2025-03-29T08:00Z"), mood: 2, audience: "us" });
	await keepCheckIn(ana, { at: at("2025-03-29T19:00Z"), mood: 5 });
	await keepCheckIn(ana, { at: at("2025-03-29T18:00Z"), mood: 1, audience: "us", author_id: partner() });
	await keepCheckIn(ana, { at: at("2025-03-31T07:00Z"), mood: 4, audience: "us" });
	await keepCheckIn(ana, { at: at("2025-04-01T07:00Z"), mood: 4 });
	open(undefined, { month: "2025-03" });
	await vi.waitFor(() => expect(days()).toHaveLength(2));
	expect(days()[0]).toMatch(/^Saturday,? 29 March 2025: You: Good \(only you see it\) and Ben: Rough$/);
	expect(days()[1]).toMatch(/^Monday,? 31 March 2025: You: Alright$/);
	expect(labels(DaysScreen, "a")).toEqual(expect.arrayContaining(["February 2025", "April 2025"]));
	expect(wordsIn(DaysScreen, "caption")).toEqual(["Check-ins in March 2025"]);
});

it("counts a day by this phone's zone, whoever wrote it", async () => {
	await keepCheckIn(ana, { at: at("2025-03-29T23:30Z"), audience: "us", author_id: partner() });
	for (const [zone, day] of [
		["Europe/Berlin", 29],
		["Asia/Tokyo", 30],
		["America/New_York", 29],
	] as const) {
		vi.stubEnv("TZ", zone);
		open(undefined, { month: "2025-03" });
		await vi.waitFor(() => expect(days()).toHaveLength(1));
		expect(days()[0]).toContain(` ${day} March`);
	}
});

it("lists a day with its notes, each of you apart, and no clock time of the partner's", async () => {
	await keepCheckIn(ana, { at: at("2025-03-29T08:00Z"), mood: 2, audience: "us", note: "Slept badly" });
	await keepCheckIn(ana, { at: at("2025-03-29T18:05Z"), mood: 5 });
	await keepCheckIn(ana, {
		at: at("2025-03-29T18:00Z"),
		mood: 1,
		audience: "us",
		author_id: partner(),
		note: "A long day",
		feelings: ["tired"],
		closeness: 4,
	});
	open("2025-03-29");
	await vi.waitFor(() => expect(titles(DaysScreen)).toEqual(["You", "Ben"]));
	expect(wordsIn(DaysScreen, "p")).toEqual([
		"Good 19:05",
		"Only you see it",
		"Low 09:00",
		"Ben sees it too",
		"Rough in the evening",
	]);
	expect(wordsIn(DaysScreen, "blockquote")).toEqual(["Slept badly", "A long day"]);
	expect(wordsIn(DaysScreen, "dd")).toEqual(["tired", "4 of 5"]);
	// your own can be changed however old it is
	expect(labels(DaysScreen, "button")).toEqual(["Change: Good, 19:05", "Change: Low, 09:00"]);
});

it("has one of yesterday on the day it is about, though it was made on the next", async () => {
	const id = await ana.checkins.checkIn(4, "yesterday");
	open(dayName(dayOf(noonOfYesterday())));
	await vi.waitFor(() => expect(wordsIn(DaysScreen, "p")).toContain("Alright added later"));
	expect(button(DaysScreen, "Add yesterday")).toBeDefined();
	await ana.checkins.undo(id);
	await vi.waitFor(() => expect(wordsIn(DaysScreen, "p")).toEqual(["There is no check-in on this day."]));
	open("2025-03-29");
	await vi.waitFor(() => expect(wordsIn(DaysScreen, "p")).toEqual(["There is no check-in on this day."]));
	expect(() => button(DaysScreen, "Add yesterday")).toThrow();
});

it("has nothing of a partner and marks nothing as private while one is alone", async () => {
	await keepCheckIn(ana, { at: at("2025-03-29T19:00Z"), mood: 5 });
	await keepCheckIn(ana, { at: at("2025-03-30T19:00Z"), mood: 1, audience: "us", author_id: partner() });
	await ana.leaving.leave();
	open(undefined, { month: "2025-03" });
	await vi.waitFor(() => expect(days()).toHaveLength(1));
	expect(days()[0]).toMatch(/: You: Good$/);
	expect(titles(DaysScreen)).toEqual(["March 2025"]);
	open("weeks");
	await vi.waitFor(() => expect(titles(DaysScreen).slice(1)).toEqual(["Energy"]));
	expect(wordsIn(DaysScreen, "p").filter((words) => words.includes("Ben"))).toEqual([]);
});

it("draws a line of seven answers and no line of six", async () => {
	const now = Date.now();
	const week = 7 * 86_400_000;
	for (let ago = 0; ago < 7; ago++) {
		await keepCheckIn(ana, { at: now - ago * week, energy: 2, closeness: 4 });
		if (ago < 6) await keepCheckIn(ana, { at: now - ago * week, energy: 3, audience: "us", author_id: partner() });
	}
	open("weeks");
	await vi.waitFor(() => expect(titles(DaysScreen).slice(1)).toEqual(["Closeness", "Energy"]));
	expect(wordsIn(DaysScreen, "p").filter((words) => words.includes("line needs"))).toEqual([
		"Ben's line needs seven shared check-ins with this answer in these weeks.",
		"Ben's line needs seven shared check-ins with this answer in these weeks.",
	]);
	expect(wordsIn(DaysScreen, "td").filter((words) => words !== "")).toEqual([..."4444444", ..."2222222"]);
	expect(wordsIn(DaysScreen, "td")).toHaveLength(26);
});

it("goes back season by season, and marks what is at least so for both", async () => {
	for (let week = 0; week < 7; week++)
		for (const [hour, author_id] of [ana.session.ready().person_id, partner()].entries())
			await keepCheckIn(ana, {
				at: at("2025-03-05T12:00Z") + (week * 7 * 24 + hour) * 3_600_000,
				energy: 3,
				audience: "us",
				author_id,
			});
	open("weeks", { from: "2025-03-03" });
	// the version of ICU decides on the spaces of a range
	const span = (first: string, last: string) => expect.stringMatching(new RegExp(`^${first}\\s?–\\s?${last}$`));
	const shown = [span("3 March", "1 June 2025"), "Closeness", "Energy"];
	await vi.waitFor(() => expect(titles(DaysScreen)).toEqual(shown));
	const [before, after] = [span("2 December 2024", "2 March 2025"), span("2 June", "31 August 2025")];
	expect(labels(DaysScreen, "a")).toEqual(["Back", before, after]);
	expect(wordsIn(DaysScreen, "figcaption")).toEqual(["YouBenYou both reach this"]);
	open("weeks", { from: "2999-01-07" });
	await vi.waitFor(() => expect(titles(DaysScreen)).toHaveLength(3));
	expect(labels(DaysScreen, "a")).toHaveLength(2);
});
