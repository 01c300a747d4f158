/** What reminders say beside the time, and on their buttons. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Notice } from "../../kernel/store/practice";
import { notices } from "./notices";

beforeEach(() => {
	vi.stubEnv("TZ", "Europe/Berlin");
});

afterEach(() => {
	vi.unstubAllEnvs();
});

function reminder(parts: Partial<Notice>): Notice {
	return { notice: "n", kind: "ritual", space_id: "us", record_kind: "rituals", record_id: "a", ...parts };
}

function said(parts: Partial<Notice>): string | undefined {
	return notices.faces.ritual?.say({ notice: reminder(parts), name: "Ben", words: { title: "Dinner" } }, "Ben")?.body;
}

it("names the day of a time that is not today", () => {
	expect(said({ local: "19:30" })).toBe("At 19:30.");
	expect(said({ local: "19:30", day: "2026-12-05" })).toBe("At 19:30 on Saturday.");
});

it.each([
	["2026-12-05T09:00:00Z", "Not today"],
	["2026-12-05T18:30:00Z", "Not tonight"],
	["2026-12-05T23:30:00Z", "Not tonight"],
])("asks about a time at %s with “%s”", (at, words) => {
	expect(notices.buttons?.not_tonight?.(reminder({ at }))).toBe(words);
});
