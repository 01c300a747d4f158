/** Buttons that make secrets or files make one, however quickly they are tapped again. */

import type { ComponentChildren } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../paraglide/messages.js";
import CalendarScreen from "../practices/rituals/calendar-screen";
import { FakeServer } from "../testing/fake-server";
import { button, closeScreen } from "../testing/screen";
import { ana, meet } from "../testing/stories";
import { giveFile } from "../ui/give-file";
import { loadExport } from "./export-part";
import PhonesScreen from "./phones";
import WordsScreen from "./words";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => ({ url: "/", path: "/", route: () => undefined }) }));
// the browser's part: a download, or its sheet for sharing
vi.mock("../ui/give-file", () => ({ giveFile: vi.fn(async () => "downloaded") }));

let server: FakeServer;

beforeEach(async () => {
	server = new FakeServer();
	const phone = await ana(server);
	await phone.checkins.checkIn(2);
	await meet(phone);
	await phone.account.loadPhones();
	vi.stubGlobal("document", { documentElement: { dataset: {} } });
	vi.mocked(giveFile).mockClear();
	server.heard.length = 0;
	vi.spyOn(crypto, "getRandomValues");
});

afterEach(() => {
	closeScreen();
	vi.unstubAllGlobals();
});

const sent = (path: string) => server.heard.filter((one) => one.method === "PUT" && one.path.startsWith(path)).length;

interface Case {
	readonly what: string;
	readonly screen: () => ComponentChildren;
	readonly words: () => string;
	/** How many were made. */
	readonly made: () => number;
}

const { default: ExportScreen } = await loadExport();
const CASES: readonly Case[] = [
	{
		what: "a set of recovery words",
		screen: WordsScreen,
		words: m.words_show,
		made: () => vi.mocked(crypto.getRandomValues).mock.calls.length,
	},
	{
		what: "a code for another phone",
		screen: PhonesScreen,
		words: m.show_code,
		made: () => sent("/handovers"),
	},
	{
		what: "an export to print",
		screen: ExportScreen,
		words: m.export_print,
		made: () => vi.mocked(giveFile).mock.calls.length,
	},
	{
		what: "an export as JSON",
		screen: ExportScreen,
		words: m.export_json,
		made: () => vi.mocked(giveFile).mock.calls.length,
	},
	{
		what: "a calendar link",
		screen: CalendarScreen,
		words: m.calendar_make_link,
		made: () => sent("/calendar-links"),
	},
];

it.each(CASES)("a double tap makes $what once", async ({ screen, words, made }) => {
	const tap = await vi.waitFor(() => button(screen, words()));
	await Promise.all([tap(), tap()]);
	expect(made()).toBe(1);
});
