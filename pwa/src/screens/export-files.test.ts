import { afterEach, expect, it, vi } from "vitest";
import type { Exported } from "../kernel/exporting";
import { asJson, asPage } from "./export-files";

afterEach(() => vi.unstubAllEnvs());

const NOTE = {
	kind: "check_ins",
	id: "01a2070a-517b-7dd7-9557-da2f1d7edb59",
	by: "me",
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

it("puts words on the page as words", () => {
	const page = asPage([written("2026-11-22T15:30:00Z")], 0);
	expect(page).toContain("&lt;b&gt;Quince&lt;/b&gt; &amp; &#39;quiet&#39;");
	expect(page).not.toContain("<b>");
});

it("keeps them whole for another program", () => {
	const { records } = JSON.parse(asJson([written("2026-11-22T15:30:00Z")], 0));
	expect(records).toEqual([{ ...NOTE, made: "2026-11-22T15:30:00.000Z" }]);
});
