import { afterEach, expect, it, vi } from "vitest";
import type { Exported } from "../kernel/exporting";
import { asJson, asPage } from "./export-files";

afterEach(() => vi.unstubAllEnvs());

const NOTE = {
	kind: "check_ins",
	id: "01a2070a-517b-7dd7-9557-da2f1d7edb59",
	by: "me",
	audience: "me",
	signals: {},
	words: { note: "<b>Quince</b> & 'quiet'" },
} as const;

function written(at: string): Exported {
	return { ...NOTE, made: Date.parse(at) };
}

it("dates what was written by the phone's own calendar", () => {
	vi.stubEnv("TZ", "Asia/Tokyo");
	expect(asPage([written("2026-11-22T15:30:00Z")], 0)).toMatch(/23 November 2026|November 23, 2026/);
});

it("marks what was for oneself alone", () => {
	expect(asPage([written("2026-11-22T15:30:00Z")], 0)).toMatch(/ · Only me</);
	expect(asPage([{ ...written("2026-11-22T15:30:00Z"), audience: "us" }], 0)).toMatch(/ · For both of us</);
});

it("says when a ritual comes back and how long a pause was", () => {
	const recurrence = {
		frequency: "weekly",
		interval: 1,
		weekdays: ["fr"],
		nth: null,
		starts: "2026-11-27T19:00",
		zone: "Europe/Berlin",
		duration_minutes: 120,
	};
	const ritual = { ...written("2026-11-22T15:30:00Z"), kind: "rituals", signals: { recurrence } };
	const pause = { ...written("2026-11-22T15:30:00Z"), kind: "pauses", signals: { duration_seconds: 1200 } };
	expect(asPage([ritual], 0)).toContain("Friday");
	expect(asPage([pause], 0)).toContain("20 min");
	const lengthened = { ...pause, signals: { duration_seconds: 3599 } };
	expect(asPage([lengthened], 0)).toContain("<p>1 hour</p>");
});

it("puts words on the page as words", () => {
	const page = asPage([written("2026-11-22T15:30:00Z")], 0);
	expect(page).toContain("&lt;b&gt;Quince&lt;/b&gt; &amp; &#39;quiet&#39;");
	expect(page).not.toContain("<b>");
});

it("keeps them whole for another program", () => {
	const { records } = JSON.parse(asJson([written("2026-11-22T15:30:00Z")], 0));
	expect(records).toEqual([{ ...NOTE, made: "2026-11-22T15:30:00.000Z" }]);
});
