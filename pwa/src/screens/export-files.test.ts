import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Exported } from "../kernel/store/exporting";
import { promptText } from "../practices/journal/prompts";
import { asJson, asPage } from "./export-files";
import { loadFaces } from "./faces";

const faces = await loadFaces();

// of one zone and language throughout, since formats are made once
beforeEach(() => {
	vi.stubEnv("TZ", "Asia/Tokyo");
	vi.stubGlobal("navigator", { languages: ["en-GB"] });
});

afterEach(() => {
	vi.unstubAllEnvs();
	vi.unstubAllGlobals();
});

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
	expect(asPage(faces, [written("2026-11-22T15:30:00Z")], 0)).toContain("23 November 2026");
});

it("marks what was for oneself alone", () => {
	expect(asPage(faces, [written("2026-11-22T15:30:00Z")], 0)).toMatch(/ · Only me</);
	expect(asPage(faces, [{ ...written("2026-11-22T15:30:00Z"), audience: "us" }], 0)).toMatch(/ · For both of us</);
});

it("is light or dark as was chosen in the app, and light on paper", () => {
	const page = asPage(faces, [written("2026-11-22T15:30:00Z")], 0, "dark");
	expect(page).toContain(":root { color-scheme: dark; }");
	expect(page).toContain("@media print { :root { color-scheme: light; } }");
	expect(asPage(faces, [], 0)).toContain(":root { color-scheme: light dark; }");
});

it("has the question of a journal page above the answer", () => {
	const page = { ...written("2026-11-22T15:30:00Z"), kind: "journal_pages" };
	const words = (prompt: string | null) => asPage(faces, [{ ...page, words: { text: "Quince", prompt } }], 0);
	const said = (prompt: string | null) => words(prompt).match(/<p>[^<]*<\/p>(?=\n(?:<p>Quince|<\/article>))/g);
	expect(said("not_said")).toEqual([`<p>${promptText("not_said")}</p>`, "<p>Quince</p>"]);
	expect([said(null), said("of_a_newer_app")]).toEqual([["<p>Quince</p>"], ["<p>Quince</p>"]]);
});

const RITUAL = {
	...written("2026-11-22T15:30:00Z"),
	id: "01a2070a-517b-7dd7-9557-da2f1d7edb60",
	kind: "rituals",
	audience: "us",
	by: "both",
	words: { title: "Dinner", place: "At Lina's", note: "" },
	signals: {
		kind: "candlelight_dinner",
		lead_minutes: [1440, 60],
		recurrence: {
			frequency: "weekly",
			interval: 1,
			weekdays: ["fr"],
			nth: null,
			starts: "2026-11-27T19:00",
			zone: "America/New_York",
			duration_minutes: 50,
		},
	},
} as const;

/** The lines of the only, or the last, record of a page. */
function lines(records: readonly Exported[]): readonly string[] {
	const article = asPage(faces, records, 0).split("<article>").at(-1) ?? "";
	return [...article.matchAll(/<p>(.*)<\/p>/g)].map(([, line]) => line ?? "");
}

it("says what a ritual is, when it comes back and in which zone, how long it lasts and when it reminds", () => {
	expect(lines([RITUAL])).toEqual([
		"Dinner",
		"Every Friday, 19:00 (America/New York)",
		"Lasts 50 minutes",
		"Reminders: 1 day before and 1 hour before",
		"At Lina&#39;s",
	]);
	expect(lines([{ ...RITUAL, words: null }])[0]).toBe("Candlelight dinner");
});

it("says which time of which ritual was moved or skipped, by whole dates", () => {
	const time = { ...RITUAL, kind: "ritual_occurrences", id: `${RITUAL.id}/2026-11-27T19:00`, words: null };
	const moved = { ...time, signals: { state: "moved", moved_to: "2026-11-28T20:30" } };
	expect(lines([RITUAL, moved])).toEqual([
		"Dinner",
		"27 November 2026, 19:00 (America/New York)",
		"Moved to 28 November 2026, 20:30 (America/New York)",
	]);
	const skipped = { ...time, signals: { state: "skipped", moved_to: null } };
	expect(lines([RITUAL, skipped])).toEqual(["Dinner", "27 November 2026, 19:00 (America/New York)", "Skipped"]);
	const both = { ...time, signals: { state: "skipped", moved_to: "2026-11-28T20:30" } };
	expect(lines([RITUAL, both]).slice(2)).toEqual(["Moved to 28 November 2026, 20:30 (America/New York)", "Skipped"]);
	expect(lines([skipped])).toEqual(["27 November 2026, 19:00 (the ritual&#39;s time zone)", "Skipped"]);
});

it("names each list in the plural, and says what is left out", () => {
	const kinds = ["check_ins", "pauses", "rituals", "ritual_occurrences", "profiles"];
	const page = asPage(
		faces,
		kinds.map((kind) => ({ ...written("2026-11-22T15:30:00Z"), kind, id: "ritual/2026-11-27T19:00" })),
		0,
	);
	expect([...page.matchAll(/<h2>(.*)<\/h2>/g)].map(([, title]) => title)).toEqual([
		"Check-ins",
		"Pauses",
		"Rituals",
		"Single times of rituals",
		"Name",
	]);
	expect(page).toContain("Asks, wobbles, answers and readiness are left out");
});

it("says of which day a check-in is that was added later, and no time of day", () => {
	const later = { ...written("2026-11-22T03:00:00Z"), words: { mood: 3, added_later: true } };
	expect(asPage(faces, [later], 0)).toContain("22 November 2026, added later · Only me");
});

it("says all of a check-in in words", () => {
	const words = { mood: 2, energy: 3, closeness: 4, feelings: ["calm", "a_newer_one"], note: "Long" };
	expect(lines([{ ...written("2026-11-22T15:30:00Z"), words }])).toEqual([
		"Low",
		"Closeness: 4 of 5",
		"Energy: 3 of 5",
		"calm and a newer one",
		"Long",
	]);
});

it.each([
	[0, "Under a minute"],
	[59, "Under a minute"],
	[60, "1 minute"],
	[1200, "20 minutes"],
	[3000, "50 minutes"],
	[3599, "1 hour"],
	[4140, "1 hour 9 minutes"],
	[7200, "2 hours"],
])("says how long a pause of %i seconds was", (duration_seconds, said) => {
	const pause = { ...written("2026-11-22T15:30:00Z"), kind: "pauses", words: null, signals: { duration_seconds } };
	expect(lines([pause])).toEqual([said]);
});

const TALK = "01a2070a-517b-7dd7-9557-da2f1d7edb61";
const OTHER = "01a2070a-517b-7dd7-9557-da2f1d7edb62";

function said(id: string, kind: string, words: Exported["words"], says: string | null = null): Exported {
	const signals = says === null ? {} : { says };
	return { ...written("2026-11-22T15:30:00Z"), audience: "us", id, kind, words, signals };
}

it("puts all of a conversation together, in its order, and says what each line is", () => {
	const page = asPage(
		faces,
		[
			said(`${TALK}/10`, "conversation_steps", { text: "The end" }, "turn"),
			said(`${TALK}/1`, "conversation_steps", { heard: "You were alone", sense: "", more: "Since when" }, "reflection"),
			said(`${OTHER}/2`, "conversation_steps", null, "heard"),
			said(`${OTHER}/4`, "conversation_steps", null, "reflection"),
			said(`${TALK}/2`, "conversation_steps", { text: "First" }, "turn"),
			said(`${TALK}/ana`, "conversation_takeaways", { text: "Call first" }),
			said(TALK, "conversations", { line: "The weekend" }),
		],
		0,
	);
	expect(page.match(/<h2>.*<\/h2>/g)).toEqual(["<h2>Conversations</h2>"]);
	const articles = page.split("<article>").slice(1);
	expect(articles.map((one) => [...one.matchAll(/<p>(.*)<\/p>/g)].map(([, line]) => line))).toEqual([
		[
			"What it is about: The weekend",
			"What I heard: You were alone",
			"What I would like to hear more about: Since when",
			"Your turn: First",
			"Your turn: The end",
			"One thing I take away: Call first",
		],
		["I feel heard", "Spoken aloud"],
	]);
});

it("says what each line of a reflection is", () => {
	const words = {
		feelings: ["hurt"],
		when: "the phone lit up",
		need: "honesty",
		act: "talk",
		sentence: "I feel hurt.",
	};
	expect(lines([{ ...written("2026-11-22T15:30:00Z"), kind: "reflections", words }])).toEqual([
		"Your sentence: I feel hurt.",
		"Feelings: hurt",
		"What happened: the phone lit up",
		"You need: honesty",
		"You will: Ask to talk",
	]);
});

it("prints no code, no number of seconds and no instant of any kind that is exported", () => {
	const pause = {
		...RITUAL,
		kind: "pauses",
		words: null,
		signals: { duration_seconds: 3000, started_at: "2026-11-22T15:30:00Z" },
	};
	const checkIn = { ...written("2026-11-22T15:30:00Z"), signals: { at: "2026-11-22T15:30:00Z" }, words: { mood: 1 } };
	const page = asPage(faces, [RITUAL, pause, checkIn], 0);
	expect(page).not.toMatch(/PT\d|\d{4}-\d\d-\d\d|\b3000\b|candlelight_dinner|weekly|check_ins|duration/);
});

it("says whose times they are", () => {
	expect(asPage(faces, [], 0)).toContain("Times are those of Asia/Tokyo.");
	expect(JSON.parse(asJson([], 0)).zone).toBe("Asia/Tokyo");
});

it("puts words on the page as words", () => {
	const page = asPage(faces, [written("2026-11-22T15:30:00Z")], 0);
	expect(page).toContain("&lt;b&gt;Quince&lt;/b&gt; &amp; &#39;quiet&#39;");
	expect(page).not.toContain("<b>");
});

it("keeps them whole for another program", () => {
	const { records } = JSON.parse(asJson([written("2026-11-22T15:30:00Z")], 0));
	expect(records).toEqual([{ ...NOTE, made: "2026-11-22T15:30:00.000Z" }]);
});
