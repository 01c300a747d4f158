/**
 * The line of a pause while it is being typed: each change of a pause makes a new record, and the words stay.
 *
 * @module-tag slow
 */

import { effect } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { held } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { ana } from "../../testing/paired";
import { button, closeScreen, fields } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import { Running } from "./running-foot";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => ({ path: "/", params: {} }),
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));
vi.mock("../../ui/sheet", () => ({ Sheet: ({ children }: { readonly children: unknown }) => children }));

const MINUTE = 60_000;

beforeEach(async () => {
	vi.mocked(say).mockClear();
	await ana.pauses.pause({ minutes: 30 });
	await meet(ana);
	button(screen, m.pause_line_add({ name: "Ben" }))();
});

afterEach(closeScreen);

const screen = () => ana.pauses.myPause.value && <Running pause={ana.pauses.myPause.value} />;
const line = () => fields(screen)[0];

it.each([
	["more time", () => ana.pauses.extend(20)],
	["another length", () => ana.pauses.changeEnd(Date.now() + 10 * MINUTE)],
	["another line from another phone", () => ana.pauses.sayLine(running(), "Soon")],
])("stays with %s", async (_change, change) => {
	line()?.type("Hazel");
	const { id } = running();
	await change();
	expect(running().id).not.toBe(id);
	expect(line()?.value).toBe("Hazel");
});

it("is there again in the next pause, if it was not saved in this one", async () => {
	line()?.type("Hazel");
	await ana.pauses.endPause("back");
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + MINUTE });
	await ana.pauses.pause();
	expect(line()?.value).toBe("Hazel");
});

it("is no longer kept once it is saved, and nothing says that it is", async () => {
	line()?.type("Hazel");
	const stop = effect(() => void fields(screen));
	await button(screen, m.save_for_both())();
	await vi.waitFor(() => expect(held.value.size).toBe(0));
	stop();
	expect(running().line).toBe("Hazel");
	expect(say).not.toHaveBeenCalled();
});

function running() {
	const { value } = ana.pauses.myPause;
	if (!value) throw new Error("a pause runs");
	return value;
}
